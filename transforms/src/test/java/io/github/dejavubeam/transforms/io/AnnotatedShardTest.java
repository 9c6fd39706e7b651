package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.tar;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class AnnotatedShardTest {

  private static final String CAT = "{\"key\":\"a\",\"label\":\"cat\"}";

  private static Map<String, String> copy(byte[] shard, Map<String, String> annotations)
      throws IOException {
    Map<String, byte[]> json = new LinkedHashMap<>();
    annotations.forEach((key, text) -> json.put(key, text.getBytes(UTF_8)));
    ByteArrayOutputStream copy = new ByteArrayOutputStream();
    ReadLimits limits = new ReadLimits(2_000, 100, 100, 10, 10, 100, 100);
    try (ShardWriter out = new ShardWriter(copy)) {
      AnnotatedShard.copy(new ByteArrayInputStream(shard), out, json, limits);
    }
    Map<String, String> members = new LinkedHashMap<>();
    try (TarArchiveInputStream in =
        new TarArchiveInputStream(new ByteArrayInputStream(copy.toByteArray()))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        members.put(entry.getName(), new String(in.readAllBytes(), UTF_8));
      }
    }
    return members;
  }

  @Test
  void aClassBesideTakesThePlaceOfBothInside() throws IOException {
    byte[] shard =
        tar()
            .member("a.jpg", "image")
            .member("a.cls", "dog")
            .member("a.json", "{\"label\": \"wolf\", \"caption\": \"c\"}")
            .member("b.cls", "dog")
            .member("b.jpg", "image")
            .bytes();
    assertEquals(
        Map.of(
            "a.jpg", "image",
            "a.json", "{\"label\":\"cat\",\"caption\":\"c\",\"key\":\"a\"}",
            "b.cls", "dog",
            "b.jpg", "image"),
        copy(shard, Map.of("a", CAT)));
  }

  @Test
  void examplesThatReadersRefuseAreNotCopied() throws IOException {
    String large = "{\"x\": \"" + "x".repeat(200) + "\"}";
    for (String json : new String[] {"[1]", "not json", large, "[".repeat(50)}) {
      byte[] shard = tar().member("a.jpg", "image").member("a.json", json).bytes();
      assertEquals(Map.of(), copy(shard, Map.of("a", CAT)));
    }
    byte[] shard =
        tar()
            .member("a.jpg", "x".repeat(2_001))
            .member("b.jpg", "image")
            .member("b.jpg", "another")
            .member("c.jpg", "good")
            .member("c.seg.png", "mask")
            .bytes();
    assertEquals(Map.of("c.jpg", "good"), copy(shard, Map.of("a", CAT, "b", CAT)));
  }

  @Test
  void aShardThatBreaksOffIsCopiedUpToThere() throws IOException {
    byte[] shard = tar().member("a.jpg", "image").member("b.jpg", "x".repeat(1_500)).bytes();
    assertEquals(
        Map.of("a.jpg", "image", "a.json", CAT),
        copy(Arrays.copyOf(shard, 2_000), Map.of("a", CAT)));
  }

  @Test
  void anExampleThatTheBreakTookMembersOfIsNotCopied() throws IOException {
    byte[] shard = tar().member("a.jpg", "image").member("a.txt", "x".repeat(1_500)).bytes();
    assertEquals(Map.of(), copy(Arrays.copyOf(shard, 2_000), Map.of("a", CAT)));
  }
}
