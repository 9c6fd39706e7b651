package io.github.dejavubeam.transforms.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * A file of any of Beam's file systems.
 *
 * @param modifiedMillis when it was written, where the file system knows that
 */
record BeamFile(String path, long bytes, long modifiedMillis) implements RemoteFile {

  private static final int BUFFER_BYTES = 1 << 20;

  static BeamFile of(Metadata file) {
    return new BeamFile(file.resourceId().toString(), file.sizeBytes(), file.lastModifiedMillis());
  }

  @Override
  public String version() {
    return path + "#" + bytes + "#" + modifiedMillis;
  }

  /** Its length is all that can be checked. */
  @Override
  public void copyTo(Path target) throws IOException {
    try (ReadableByteChannel in = FileSystems.open(FileSystems.matchNewResource(path, false));
        FileChannel out =
            FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      while (out.position() <= bytes && in.read(buffer) >= 0) {
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        buffer.clear();
      }
      if (out.position() != bytes) {
        throw new IOException(
            (out.position() < bytes ? "it ends before " : "it goes on after ") + bytes + " bytes");
      }
    }
  }
}
