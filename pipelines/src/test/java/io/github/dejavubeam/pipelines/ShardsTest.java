package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of images by class becomes shards that the program reads. */
class ShardsTest {

  @TempDir Path folder;

  @Test
  void everyImageIsAnExampleOfItsClass() throws IOException {
    put("cat/a.jpg", "a cat");
    put("cat/b.v2.PNG", "another");
    put("dog/" + "long".repeat(30) + ".webp", "a dog");
    put("dog/deep/a.jpg", "a deep dog");
    put("katze ä/a.gif", "eine Katze");
    Path out = folder.resolve("out");
    String printed = convert("--examplesPerShard=2", "--output=" + out).out();
    assertTrue(printed.contains("5 images of 3 classes in 3 shards"), printed);
    List<String> found = new ArrayList<>();
    for (int shard = 0; shard < 3; shard++) {
      for (Example example : read(out.resolve("shard-%05d.tar".formatted(shard)))) {
        found.add(
            example.key()
                + "|"
                + example.label()
                + "|"
                + new String(example.image(), StandardCharsets.UTF_8));
      }
    }
    assertEquals(
        List.of(
            "cat/a|cat|a cat",
            "cat/b_v2|cat|another",
            "dog/deep/a|dog|a deep dog",
            "dog/" + "long".repeat(30) + "|dog|a dog",
            "katze ä/a|katze ä|eine Katze"),
        found);
  }

  @Test
  void namesThatMakeOneKeyAreToldApart() throws IOException {
    put("cat/a.b.jpg", "1");
    put("cat/a_b.jpg", "2");
    put("cat/a_b.png", "3");
    put("cat/a_b_jpg.gif", "4");
    Path out = folder.resolve("out");
    convert("--output=" + out);
    assertEquals(
        List.of("cat/a_b", "cat/a_b_jpg", "cat/a_b_png", "cat/a_b_jpg_gif"),
        read(out.resolve("shard-00000.tar")).stream().map(Example::key).toList());
  }

  @Test
  void whatIsNoImageOfAClassIsLeftOutAndCounted() throws IOException {
    put("cat/a.jpg", "1");
    put("cat/notes.txt", "2");
    put("cat/noextension", "3");
    put("lonely.jpg", "4");
    Files.createSymbolicLink(folder.resolve("in/cat/link.jpg"), folder.resolve("in/lonely.jpg"));
    String printed = convert("--output=" + folder.resolve("out")).out();
    assertTrue(printed.contains("1 images of 1 classes"), printed);
    assertTrue(printed.contains("left out: 1, not in a class folder"), printed);
    assertTrue(printed.contains("left out: 2, not a .jpg"), printed);
    assertTrue(printed.contains("left out: 1, a symbolic link"), printed);
  }

  @Test
  void theSameFolderGivesTheSameBytes() throws IOException {
    put("cat/a.jpg", "1");
    convert("--output=" + folder.resolve("one"));
    convert("--output=" + folder.resolve("two"));
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("one/shard-00000.tar")),
        Files.readAllBytes(folder.resolve("two/shard-00000.tar")));
  }

  @Test
  void wrongOptionsAreNamedWithTheirMend() throws IOException {
    put("cat/a.jpg", "1");
    refused("is not empty", "--output=" + folder.resolve("in/cat"));
    refused("--examplesPerShard=0", "--examplesPerShard=0", "--output=" + folder.resolve("out"));
    StudyRun absent =
        StudyRun.of(List.of("shards", "--input=" + folder.resolve("none"), "--output=out"));
    assertEquals(Dejavu.USAGE, absent.exitCode());
    assertTrue(absent.err().contains("give one folder of class folders"), absent.err());
  }

  private void put(String name, String content) throws IOException {
    Path file = folder.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private StudyRun convert(String... options) {
    return StudyRun.complete(List.of("shards", "--input=" + folder.resolve("in")), options);
  }

  private void refused(String named, String... options) {
    List<String> args = new ArrayList<>(List.of("shards", "--input=" + folder.resolve("in")));
    args.addAll(List.of(options));
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
  }

  private static List<Example> read(Path shard) throws IOException {
    List<Example> examples = new ArrayList<>();
    try (WebDatasetReader reader =
        new WebDatasetReader(Files.newInputStream(shard), ReadLimits.defaults())) {
      for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
        examples.add((Example) entry);
      }
    }
    return examples;
  }
}
