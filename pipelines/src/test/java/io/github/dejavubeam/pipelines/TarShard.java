package io.github.dejavubeam.pipelines;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A shard made member by member. */
final class TarShard {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes);

  TarShard add(String member, String text) throws IOException {
    return add(member, text.getBytes(StandardCharsets.UTF_8));
  }

  TarShard add(String member, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(member);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
    return this;
  }

  /** The whole shard; nothing can be added after. */
  byte[] bytes() throws IOException {
    tar.close();
    return bytes.toByteArray();
  }

  /** The texts of a shard's members whose names end so, by their keys. */
  static Map<String, String> texts(Path shard, String ending) throws IOException {
    Map<String, String> texts = new HashMap<>();
    try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(shard))) {
      for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(ending)) {
          String key = entry.getName().substring(0, entry.getName().length() - ending.length());
          texts.put(key, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
      }
    }
    return texts;
  }

  /** The first member of a shard whose name ends so. */
  static byte[] first(Path shard, String ending) throws IOException {
    try (TarArchiveInputStream in = new TarArchiveInputStream(Files.newInputStream(shard))) {
      TarArchiveEntry entry = in.getNextEntry();
      while (!entry.getName().endsWith(ending)) {
        entry = in.getNextEntry();
      }
      return in.readAllBytes();
    }
  }
}
