package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** Copies a file of any of Beam's file systems to this machine. */
final class RemoteCopy {

  private static final int BUFFER_BYTES = 1 << 20;

  private RemoteCopy() {}

  /**
   * Copies a file to a new one.
   *
   * @throws IOException if a file system throws it, or what arrives is not as long as the file is
   *     said to be; then a part may be left
   */
  static void of(Metadata source, Path target) throws IOException {
    try (ReadableByteChannel in = FileSystems.open(source.resourceId());
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      while (out.position() <= source.sizeBytes() && in.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        buffer.clear();
      }
      if (out.position() != source.sizeBytes()) {
        throw new IOException(
            (out.position() < source.sizeBytes() ? "it ends before " : "it goes on after ")
                + source.sizeBytes()
                + " bytes");
      }
    }
  }
}
