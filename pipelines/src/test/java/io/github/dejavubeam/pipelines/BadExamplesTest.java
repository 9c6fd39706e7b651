package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad examples are left out, counted and explained; too many of them end the job. */
class BadExamplesTest {

  @TempDir Path folder;

  @Test
  void badExamplesAreLeftOutAndCounted() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      add(tar, "corrupt.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
      add(tar, "corrupt.txt", "a cat");
      add(tar, "no-caption.jpg", new byte[] {1});
      add(tar, "latin.txt", new byte[] {(byte) 0xe9, (byte) 0xff});
      add(tar, "deep.txt", "a dog");
      add(tar, "deep.json", "{\"a\": " + "[".repeat(10_000));
      add(tar, "../escape.txt", "a bird");
    }
    Path shard = Files.write(folder.resolve("bad.tar"), bytes.toByteArray());
    Path empty = Files.createFile(folder.resolve("empty.tar"));
    Path cut = folder.resolve("cut.tar");
    Files.write(cut, java.util.Arrays.copyOf(bytes.toByteArray(), 700));
    String publicSet =
        "--public="
            + StudyRun.SAMPLE.resolve("clipart/public")
            + ","
            + shard
            + ","
            + empty
            + ","
            + cut;

    Path output = folder.resolve("refused");
    StudyRun refused = StudyRun.of(args(output, publicSet));
    assertEquals(Dejavu.BAD_DATA, refused.exitCode(), refused.err());
    assertTrue(refused.err().contains("--maxBadFraction"), refused.err());
    assertFalse(Files.exists(output.resolve("manifest.json")));
    assertFalse(Files.exists(output.resolve("summary.json")));

    Path allowed = folder.resolve("allowed");
    StudyRun.complete(args(allowed, publicSet), "--maxBadFraction=0.5");
    StringBuilder errors = new StringBuilder();
    try (var files = Files.list(allowed.resolve("errors"))) {
      for (Path file : files.toList()) {
        errors.append(Files.readString(file));
      }
    }
    for (String key : List.of("corrupt", "no-caption", "latin", "deep", "escape")) {
      assertTrue(errors.toString().contains(key), key + " in " + errors);
    }
    assertTrue(errors.toString().contains("json is nested too deeply"), errors.toString());
    assertTrue(errors.toString().contains("shard is empty"), errors.toString());
    assertTrue(errors.toString().contains("truncated"), errors.toString());
    String summary = Files.readString(allowed.resolve("summary.json"));
    assertTrue(
        summary.contains("\"indexed\" : 145") || summary.contains("\"indexed\": 145"),
        summary.substring(0, 400));
  }

  private static List<String> args(Path output, String publicSet) {
    return List.of(
        "sample",
        "--runner=DirectRunner",
        "--enforceImmutability=false",
        "--enforceEncodability=false",
        "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
        "--k=1,200",
        "--objects=all",
        publicSet,
        "--output=" + output);
  }

  private static void add(TarArchiveOutputStream tar, String name, String text) throws IOException {
    add(tar, name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
