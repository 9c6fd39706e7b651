package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same study gives the same summary to the byte, however it is run and however its data is cut.
 */
class SameBytesTest {

  private static final String[] DIRECT = {
    "--runner=DirectRunner", "--enforceImmutability=false", "--enforceEncodability=false"
  };

  @TempDir static Path folder;
  private static int runs;
  private static String expected;

  @BeforeAll
  static void runOnEmbeddedFlink() throws IOException {
    expected = summary("--parallelism=1");
  }

  @Test
  void onAnyRunnerAtAnyParallelismAndBlockSize() throws IOException {
    assertEquals(expected, summary(DIRECT));
    assertEquals(expected, summary("--parallelism=2", "--blockRows=64"));
    assertEquals(expected, summary("--parallelism=4"));
  }

  @Test
  void fromShardsThatAreCutAnotherWayAndNamedInAnotherOrder() throws IOException {
    List<String> target = recut(StudyRun.SAMPLE.resolve("clipart/target-a"), "t", 7);
    List<String> publicSet = recut(StudyRun.SAMPLE.resolve("clipart/public"), "p", 3);
    assertEquals(
        expected,
        summary(
            "--parallelism=2",
            "--target=" + String.join(",", target),
            "--public=" + String.join(",", publicSet)));
  }

  @Test
  void fromVectorsMadeBefore() throws IOException {
    List<String> models =
        List.of("embed", "--model=" + model("mini-clip-a") + "," + model("mini-clip-b"));
    Path target = folder.resolve("target-vectors");
    Path control = folder.resolve("control-vectors");
    Path publicSet = folder.resolve("public-vectors");
    StudyRun.complete(
        models,
        "--modality=text",
        "--input=" + StudyRun.SAMPLE.resolve("clipart/target-a"),
        "--output=" + target);
    StudyRun.complete(
        models,
        "--modality=text",
        "--input=" + StudyRun.SAMPLE.resolve("clipart/heldout"),
        "--output=" + control);
    StudyRun.complete(
        models, "--input=" + StudyRun.SAMPLE.resolve("clipart/public"), "--output=" + publicSet);
    Path output = folder.resolve("from-vectors");
    StudyRun.complete(
        List.of("vlm", "--model=mini-clip-a", "--reference=mini-clip-b", "--minScore=1"),
        "--targetVectors=" + target,
        "--controlVectors=" + control,
        "--publicVectors=" + publicSet,
        "--output=" + output);
    assertEquals(expected, results(output));
  }

  private static Path model(String name) {
    return StudyRun.SAMPLE.resolve("models").resolve(name);
  }

  private static String summary(String... options) throws IOException {
    Path output = folder.resolve("study-" + runs++);
    StudyRun.complete(
        List.of(
            "sample", "--tests=vlm", "--reference=" + model("mini-clip-b"), "--output=" + output),
        options);
    return results(output);
  }

  private static String results(Path output) throws IOException {
    return Files.readString(output.resolve("summary.json"))
        + Files.readString(output.resolve("tables/slices.csv"));
  }

  /** Deals the examples of a folder's shards out to so many others, the last shard named first. */
  private static List<String> recut(Path shards, String prefix, int count) throws IOException {
    Map<String, List<byte[]>> examples = new LinkedHashMap<>();
    Map<String, List<String>> names = new LinkedHashMap<>();
    try (var files = Files.list(shards)) {
      for (Path shard : files.sorted().toList()) {
        try (InputStream in = Files.newInputStream(shard);
            TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
          for (TarArchiveEntry entry = tar.getNextEntry();
              entry != null;
              entry = tar.getNextEntry()) {
            String key = entry.getName().substring(0, entry.getName().indexOf('.'));
            examples.computeIfAbsent(key, k -> new ArrayList<>()).add(tar.readAllBytes());
            names.computeIfAbsent(key, k -> new ArrayList<>()).add(entry.getName());
          }
        }
      }
    }
    List<String> keys = new ArrayList<>(examples.keySet());
    List<String> paths = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      Path path = folder.resolve(prefix + shard + ".tar");
      paths.add(0, path.toString());
      try (OutputStream out = Files.newOutputStream(path);
          TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
        for (int i = keys.size() - 1 - shard; i >= 0; i -= count) {
          for (int member = 0; member < examples.get(keys.get(i)).size(); member++) {
            byte[] content = examples.get(keys.get(i)).get(member);
            TarArchiveEntry entry = new TarArchiveEntry(names.get(keys.get(i)).get(member));
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
          }
        }
      }
    }
    return paths;
  }
}
