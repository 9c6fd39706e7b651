package io.github.dejavubeam.transforms.io;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Files that are whole or absent, by Beam's file systems: written under a temporary name in their
 * directory, then renamed. Attempts that run at once, as those of a retried task may, do not meet;
 * the last to finish stays.
 */
public final class AtomicFiles {

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Writer {
    /** Writes everything to the channel, which may be left open or closed. */
    void write(WritableByteChannel channel) throws IOException;
  }

  private static final String TEMPORARY = ".partial-";

  private AtomicFiles() {}

  /**
   * Writes a file, in place of one that has the name already.
   *
   * @throws IOException if the writer or the file system throws it; then no file is left under
   *     either name, and one that was there before is still there
   */
  public static void write(String path, Writer writer) throws IOException {
    ResourceId destination = FileSystems.matchNewResource(path, false);
    ResourceId temporary = temporaryBeside(destination);
    boolean done = false;
    try {
      try (WritableByteChannel channel = FileSystems.create(temporary, MimeTypes.BINARY)) {
        writer.write(channel);
      }
      FileSystems.rename(List.of(temporary), List.of(destination));
      done = true;
    } finally {
      if (!done) {
        deleteQuietly(temporary);
      }
    }
  }

  /**
   * Writes a file of these bytes, in place of one that has the name already.
   *
   * @throws IOException if the file system throws it; see {@link #write(String, Writer)}
   */
  public static void write(String path, byte[] bytes) throws IOException {
    write(
        path,
        channel -> {
          ByteBuffer buffer = ByteBuffer.wrap(bytes);
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
        });
  }

  /**
   * Reads a whole file.
   *
   * @throws IOException if it is larger than {@code maxBytes}, or the file system throws it; {@link
   *     FileNotFoundException} if it does not exist
   */
  public static byte[] read(String path, long maxBytes) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    try (InputStream in = Channels.newInputStream(FileSystems.open(file))) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 13];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (content.size() + (long) count > maxBytes) {
          throw new IOException(path + " is larger than " + maxBytes + " bytes");
        }
        content.write(buffer, 0, count);
      }
      return content.toByteArray();
    }
  }

  /**
   * Deletes a file if there is one.
   *
   * @throws IOException if the file system throws it
   */
  public static void delete(String path) throws IOException {
    ResourceId file = FileSystems.matchNewResource(path, false);
    // Beam looks for a local file that is missing in all files of its directory, which may be many.
    try {
      FileSystems.open(file).close();
    } catch (FileNotFoundException e) {
      return;
    }
    FileSystems.delete(List.of(file), StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Whether a file is one that an attempt did not finish. */
  static boolean isTemporary(ResourceId file) {
    String name = file.getFilename();
    return name != null && name.startsWith(TEMPORARY) && name.endsWith(".tmp");
  }

  /** A name that no glob for results matches, and that no other attempt takes. */
  static ResourceId temporaryBeside(ResourceId destination) {
    return destination
        .getCurrentDirectory()
        .resolve(TEMPORARY + UUID.randomUUID() + ".tmp", StandardResolveOptions.RESOLVE_FILE);
  }

  /** The failure that led here is the one to report, so another is dropped. */
  private static void deleteQuietly(ResourceId temporary) {
    try {
      FileSystems.delete(List.of(temporary), StandardMoveOptions.IGNORE_MISSING_FILES);
    } catch (IOException e) {
      // The leftover is harmless: its name matches no pattern.
    }
  }
}
