package io.github.dejavubeam.transforms.remote;

import com.google.cloud.ReadChannel;
import com.google.cloud.storage.Storage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/** Copies an object of Google Cloud Storage, several ranges of it at the same time. */
final class RangedDownload {

  /** Long enough that asking for a range costs little beside it. */
  static final long RANGE_BYTES = 8 << 20;

  /** One connection gives a fraction of what the network has; more of them gain little. */
  private static final int CONNECTIONS = 8;

  private static final int BUFFER_BYTES = 1 << 18;

  private final CloudStorage storage;
  private final CloudObject object;

  RangedDownload(CloudStorage storage, CloudObject object) {
    this.storage = storage;
    this.object = object;
  }

  /**
   * Copies the object to a file that is not there yet.
   *
   * @throws IOException if a range cannot be had, or the file's checksum is not the object's
   */
  void to(Path target) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            target,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      if (object.bytes() <= RANGE_BYTES) {
        range(file, 0, object.bytes());
      } else {
        allRanges(file);
      }
      requireChecksum(file);
    } catch (IOException e) {
      throw new IOException(object.path() + " cannot be copied: " + e.getMessage(), e);
    }
  }

  private void allRanges(FileChannel file) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<Void>> ranges = new ArrayList<>();
      for (long begin = 0; begin < object.bytes(); begin += RANGE_BYTES) {
        long from = begin;
        long to = Math.min(object.bytes(), begin + RANGE_BYTES);
        ranges.add(
            threads.submit(
                () -> {
                  range(file, from, to);
                  return null;
                }));
      }
      for (Future<Void> range : ranges) {
        range.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Copies the bytes from {@code begin} to before {@code end} to the same place in the file. The
   * client tries errors again by itself, but takes a connection that was cut before its first byte
   * for the end.
   */
  private void range(FileChannel file, long begin, long end) throws IOException {
    // Of its own, since it counts how often this range is asked for again.
    Storage client = storage.clientOfFewRetries();
    long position = begin;
    for (int attempt = 0; position < end && attempt < CloudStorage.ATTEMPTS; attempt++) {
      position = copied(client, file, position, end);
    }
    if (position != end) {
      throw new IOException("it ends at byte " + position + " and not at " + end);
    }
  }

  /** Copies the range from there, and returns where what arrived ends. */
  private long copied(Storage client, FileChannel file, long begin, long end) throws IOException {
    long position = begin;
    try (ReadChannel in = client.reader(object.id())) {
      in.setChunkSize(0); // Reads into our buffer, without one of its own.
      in.seek(begin);
      in.limit(end);
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (in.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          position += file.write(buffer, position);
        }
        buffer.clear();
      }
    }
    return position;
  }

  private void requireChecksum(FileChannel file) throws IOException {
    CRC32C crc = new CRC32C();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    for (long position = 0; position < object.bytes(); position += buffer.limit()) {
      buffer.clear();
      if (file.read(buffer, position) < 0) {
        throw new IOException("the copy ends at byte " + position);
      }
      buffer.flip();
      crc.update(buffer.duplicate());
    }
    byte[] checksum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    String copied = Base64.getEncoder().encodeToString(checksum);
    if (!copied.equals(object.checksum())) {
      throw new IOException(
          "its CRC32C is " + object.checksum() + ", that of the bytes that arrived is " + copied);
    }
  }
}
