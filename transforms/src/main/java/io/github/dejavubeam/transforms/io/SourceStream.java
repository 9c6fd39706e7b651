package io.github.dejavubeam.transforms.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.annotation.Nullable;

/**
 * The bytes of a shard, counted and buffered. It remembers the failures of the file system below,
 * so that they are told apart from what a parser above it throws about the bytes themselves; and it
 * lends the parser an allowance of bytes, since a tar library gathers headers of any length in
 * memory.
 */
final class SourceStream extends InputStream {

  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream source;
  private long bytesRead;
  private long allowance;
  @Nullable private IOException failure;

  SourceStream(InputStream source) {
    this.source = new BufferedInputStream(source, BUFFER_BYTES);
  }

  /** Bytes handed out so far. */
  long bytesRead() {
    return bytesRead;
  }

  /** Lends so many bytes from here on; reading past them fails, without a mark. */
  void allow(long bytes) {
    allowance = bytes;
  }

  /** Throws the failure of the file system, if there was one. */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    rethrowFailure();
    if (length == 0) {
      return 0;
    }
    if (allowance <= 0) {
      throw new IOException("more bytes asked for than are allowed");
    }
    try {
      int count = source.read(buffer, offset, (int) Math.min(length, allowance));
      if (count > 0) {
        bytesRead += count;
        allowance -= count;
      }
      return count;
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      // Clients of remote stores report a lost connection this way too.
      failure = new IOException("reading failed", e);
    }
    throw failure;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
