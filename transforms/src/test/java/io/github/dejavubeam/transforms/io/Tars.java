package io.github.dejavubeam.transforms.io;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Builds shards in memory, member by member, and reads them to their end. */
final class Tars {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, 512, "UTF-8");

  private Tars() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
  }

  static Tars tar() {
    return new Tars();
  }

  Tars longNamesAs(int longFileMode) {
    tar.setLongFileMode(longFileMode);
    return this;
  }

  Tars member(String name, String content) {
    return member(name, content.getBytes(UTF_8));
  }

  Tars member(String name, byte[] content) {
    return entry(new TarArchiveEntry(name, true), content);
  }

  /** A member of another type than a regular file, such as a link. */
  Tars special(String name, byte type) {
    TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
    if (type == TarConstants.LF_SYMLINK || type == TarConstants.LF_LINK) {
      entry.setLinkName("elsewhere.jpg");
    }
    return entry(entry, new byte[0]);
  }

  Tars entry(TarArchiveEntry entry, byte[] content) {
    try {
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An example with image, caption and one object. */
  Tars example(String key) {
    return member(key + ".jpg", "image of " + key)
        .member(key + ".txt", "caption of " + key)
        .member(key + ".json", "{\"objects\": [{\"label\": \"" + key + "\"}]}");
  }

  /** The archive with its end mark: two blocks of zeros. */
  byte[] bytes() {
    try {
      tar.finish();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A member whose header says what we want, true or not; {@code size} in bytes. */
  Tars raw(String name, byte type, long size, byte[] content) {
    byte[] header = new byte[512];
    write(header, 0, name);
    write(header, 124, size < 1L << 33 ? "%011o".formatted(size) : "");
    if (size >= 1L << 33) {
      ByteBuffer.wrap(header).put(124, (byte) 0x80).putLong(128, size);
    }
    header[156] = type;
    write(header, 257, "ustar\00000");
    fixChecksum(header, 0);
    bytes.writeBytes(header);
    bytes.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    return this;
  }

  /** An extended header of NAME=VALUE records, for the next member or, by its type, for all. */
  Tars paxHeader(byte type, String... assignments) {
    StringBuilder records = new StringBuilder();
    for (String assignment : assignments) {
      int length = assignment.length() + 3;
      while ((length + " " + assignment + "\n").length() != length) {
        length++;
      }
      records.append(length).append(' ').append(assignment).append('\n');
    }
    byte[] content = records.toString().getBytes(UTF_8);
    return raw("pax", type, content.length, content);
  }

  private static void write(byte[] header, int offset, String text) {
    byte[] ascii = text.getBytes(UTF_8);
    System.arraycopy(ascii, 0, header, offset, ascii.length);
  }

  /** Makes the checksum of a changed header right, as an accident would not. */
  static void fixChecksum(byte[] shard, int header) {
    Arrays.fill(shard, header + 148, header + 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += shard[header + i] & 0xFF;
    }
    byte[] octal = "%06o\0 ".formatted(sum).getBytes(UTF_8);
    System.arraycopy(octal, 0, shard, header + 148, octal.length);
  }

  List<ShardEntry> read() throws IOException {
    return read(bytes());
  }

  static List<ShardEntry> read(byte[] shard) throws IOException {
    return read(shard, ReadLimits.defaults());
  }

  static List<ShardEntry> read(byte[] shard, ReadLimits limits) throws IOException {
    try (WebDatasetReader reader = new WebDatasetReader(new ByteArrayInputStream(shard), limits)) {
      return readAll(reader);
    }
  }

  static List<ShardEntry> readAll(WebDatasetReader reader) throws IOException {
    List<ShardEntry> entries = new ArrayList<>();
    for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
      entries.add(entry);
    }
    return entries;
  }

  static List<String> keys(List<ShardEntry> entries) {
    return entries.stream().filter(Example.class::isInstance).map(ShardEntry::key).toList();
  }

  static List<ReadFault> faults(List<ShardEntry> entries) {
    return entries.stream().filter(ReadFault.class::isInstance).map(ReadFault.class::cast).toList();
  }
}
