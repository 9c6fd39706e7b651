package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bad examples are left out, counted and explained; too many of them end the job. */
class BadExamplesTest {

  @TempDir Path folder;

  @Test
  void badExamplesAreLeftOutAndCounted() throws IOException {
    TarShard tar = new TarShard();
    tar.add("corrupt.jpg", new byte[] {(byte) 0xff, (byte) 0xd8, 1, 2, 3});
    tar.add("corrupt.txt", "a cat");
    tar.add("no-caption.jpg", new byte[] {1});
    tar.add("latin.txt", new byte[] {(byte) 0xe9, (byte) 0xff});
    tar.add("deep.txt", "a dog");
    tar.add("deep.json", "{\"a\": " + "[".repeat(10_000));
    tar.add("../escape.txt", "a bird");
    tar.add("bomb.png", pngHeader(20_000, 20_000));
    tar.add("bomb.txt", "a wall");
    tar.add("twice.jpg", drawing());
    tar.add("twice.txt", "one of two");
    tar.add("between.txt", "no image here");
    tar.add("twice.jpg", drawing());
    tar.add("twice.txt", "two of two");
    byte[] bytes = tar.bytes();
    Path shard = Files.write(folder.resolve("bad.tar"), bytes);
    Path empty = Files.createFile(folder.resolve("empty.tar"));
    Path cut = folder.resolve("cut.tar");
    Files.write(cut, Arrays.copyOf(bytes, 700));
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
    for (String key :
        List.of("corrupt", "no-caption", "latin", "deep", "escape", "bomb", "twice")) {
      assertTrue(errors.toString().contains(key), key + " in " + errors);
    }
    assertTrue(errors.toString().contains("json is nested too deeply"), errors.toString());
    assertTrue(errors.toString().contains("image exceeds the pixel limit"), errors.toString());
    assertEquals(2, errors.toString().split("the same key", -1).length, errors.toString());
    assertTrue(errors.toString().contains("shard is empty"), errors.toString());
    assertTrue(errors.toString().contains("truncated"), errors.toString());
    // The sample's 145, and one of the two with the same key.
    String summary = Files.readString(allowed.resolve("summary.json"));
    assertEquals(
        146, new ObjectMapper().readTree(summary).at("/counts/public/indexed").asInt(), summary);
  }

  private static byte[] pngHeader(int width, int height) {
    return ByteBuffer.allocate(33)
        .putLong(0x89504E470D0A1A0AL)
        .putInt(13)
        .put("IHDR".getBytes(StandardCharsets.US_ASCII))
        .putInt(width)
        .putInt(height)
        .put(new byte[] {8, 2, 0, 0, 0})
        .array();
  }

  private static byte[] drawing() throws IOException {
    return TarShard.first(StudyRun.SAMPLE.resolve("clipart/public/public-00000.tar"), ".jpg");
  }

  private static List<String> args(Path output, String publicSet) {
    return List.of(
        "sample",
        "--tests=vlm",
        "--parallelism=1",
        "--reference=" + StudyRun.SAMPLE.resolve("models/mini-clip-b"),
        "--k=1,200",
        "--objects=all",
        publicSet,
        "--output=" + output);
  }
}
