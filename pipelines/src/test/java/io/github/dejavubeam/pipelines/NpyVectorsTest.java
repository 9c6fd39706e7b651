package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors in clip-retrieval's layout, as embed writes and studies take them. */
class NpyVectorsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path folder;
  private static Path target;
  private static Path publicSet;
  private static int runs;

  @BeforeAll
  static void embedSample() {
    target = embed("clipart/target-a", "target", "--modality=text", "--format=npy");
    publicSet = embed("clipart/public", "public", "--format=npy");
  }

  private static Path embed(String shards, String name, String... more) {
    Path output = folder.resolve(name);
    List<String> args = new ArrayList<>(List.of("embed", "--parallelism=1", "--blockRows=60"));
    args.addAll(List.of(more));
    StudyRun.complete(
        args,
        "--input=" + StudyRun.SAMPLE.resolve(shards),
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
        "--output=" + output);
    return output;
  }

  @Test
  void aStudyIsTheSameWhicheverLayoutItsVectorsHave() throws IOException {
    Path blocks = study("--targetVectors=" + target, "--publicVectors=" + publicSet);
    String ofTarget = "--targetVectors=" + npy(target);
    Path half = study(ofTarget, "--publicVectors=" + publicSet);
    Path both = study(ofTarget, "--publicVectors=" + npy(publicSet), "--blockRows=1000");

    for (Path output : List.of(half, both)) {
      assertEquals(
          summary(blocks).get("comparisons"), summary(output).get("comparisons"), output::toString);
      assertEquals(summary(blocks).at("/counts/target"), summary(output).at("/counts/target"));
      assertEquals(summary(blocks).at("/counts/public"), summary(output).at("/counts/public"));
    }
  }

  @Test
  void blocksThatAreThereAreWrittenInTheLayoutWithoutEmbeddingAgain() throws IOException {
    String shards = "clipart/target-a";
    Path output = embed(shards, "later", "--modality=text", "--format=blocks");
    Path manifest = output.resolve("mini-clip-a.text/manifest.json");
    Path block;
    try (Stream<Path> files = Files.list(manifest.getParent())) {
      block = files.filter(file -> file.toString().endsWith("-00000.arrow")).findFirst().get();
    }
    FileTime written = Files.getLastModifiedTime(block);
    assertTrue(Files.notExists(output.resolve("npy")));
    embed(shards, "later", "--modality=text", "--format=npy");

    assertEquals(written, Files.getLastModifiedTime(block));
    for (String file : List.of("text_emb/text_emb_00000.npy", "metadata/metadata_00003.parquet")) {
      assertArrayEquals(
          Files.readAllBytes(target.resolve("npy/mini-clip-a").resolve(file)),
          Files.readAllBytes(output.resolve("npy/mini-clip-a").resolve(file)),
          file);
    }
  }

  private static String npy(Path vectors) {
    Path npy = vectors.resolve("npy");
    return "mini-clip-a="
        + npy.resolve("mini-clip-a")
        + ",mini-clip-b="
        + npy.resolve("mini-clip-b");
  }

  private static Path study(String... options) {
    StudyRun run = run(options);
    assertEquals(Dejavu.COMPLETE, run.exitCode(), run.err());
    return folder.resolve("study-" + (runs - 1));
  }

  private static StudyRun run(String... options) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "vlm",
                "--parallelism=1",
                "--model=mini-clip-a",
                "--reference=mini-clip-b",
                "--k=1,10",
                "--minScore=1",
                "--memorizedFractions=0.1",
                "--examples=false"));
    args.addAll(List.of(options));
    args.add("--output=" + folder.resolve("study-" + runs++));
    return StudyRun.of(args);
  }

  @Test
  void filesOfAnotherShapeThanTheirTablesEndTheJob() throws IOException {
    Path copy = copy(publicSet.resolve("npy/mini-clip-a"), "shorter");
    Path second = copy.resolve("img_emb/img_emb_00001.npy");
    byte[] whole = Files.readAllBytes(second);
    Files.write(second, Arrays.copyOf(whole, whole.length - 1));
    StudyRun run = run("--targetVectors=" + npy(target), ofPublic(copy));
    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("img_emb_00001.npy is cut off: it claims 60 rows"), run.err());

    Files.copy(
        copy.resolve("img_emb/img_emb_00002.npy"), second, StandardCopyOption.REPLACE_EXISTING);
    run = run("--targetVectors=" + npy(target), ofPublic(copy));
    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("they must be of the same examples"), run.err());
  }

  @Test
  void tablesOfOtherExamplesEndTheJob() throws IOException {
    Path copy = copy(publicSet.resolve("npy/mini-clip-a"), "other");
    Path first = copy.resolve("metadata/metadata_00000.parquet");
    Path second = copy.resolve("metadata/metadata_00001.parquet");
    byte[] other = Files.readAllBytes(second);
    Files.copy(first, second, StandardCopyOption.REPLACE_EXISTING);
    Files.write(first, other);
    StudyRun run = run("--targetVectors=" + npy(target), ofPublic(copy));

    assertEquals(Dejavu.BAD_DATA, run.exitCode(), run.err());
    assertTrue(run.err().contains("all encoders need vectors of the same examples"), run.err());
  }

  @Test
  void whatIsMissingIsToldBeforeAnythingIsConverted() throws IOException {
    String ofTarget = "--targetVectors=" + npy(target);
    Path npy = publicSet.resolve("npy");
    refused(
        "holds vectors of one model", ofTarget, "--publicVectors=" + npy.resolve("mini-clip-a"));
    refused(
        "holds no img_emb",
        ofTarget,
        "--publicVectors=mini-clip-a=" + npy.resolve("mini-clip-a") + ",mini-clip-b=" + folder);
    Path copy = copy(npy.resolve("mini-clip-a"), "lonely");
    Files.delete(copy.resolve("metadata/metadata_00001.parquet"));
    refused("there is no", ofTarget, ofPublic(copy));
    refused("--model=mini-clip-a embeds no images", ofTarget, "--publicVectors=" + npy(target));
    Path fewer = copy(npy.resolve("mini-clip-a"), "fewer");
    Files.delete(fewer.resolve("img_emb/img_emb_00001.npy"));
    refused("have not the same numbers of files", ofTarget, ofPublic(fewer));
    Path header = copy(npy.resolve("mini-clip-a"), "header");
    Files.writeString(header.resolve("img_emb/img_emb_00000.npy"), "no numpy file");
    refused("is not a .npy file", ofTarget, ofPublic(header));
  }

  private static void refused(String words, String... options) {
    StudyRun run = run(options);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(words), run.err());
  }

  private static String ofPublic(Path ofA) {
    return "--publicVectors=mini-clip-a="
        + ofA
        + ",mini-clip-b="
        + publicSet.resolve("npy/mini-clip-b");
  }

  private static Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  private static JsonNode summary(Path output) throws IOException {
    return JSON.readTree(output.resolve("summary.json").toFile());
  }
}
