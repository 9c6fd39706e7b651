package io.github.dejavubeam.transforms.npy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import org.apache.arrow.memory.util.Float16;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/** Reads the vectors of a .npy file, one after the other; one is in memory. */
final class NpyReader implements Closeable {

  private static final int BUFFER_BYTES = 1 << 20;

  private final InputStream in;
  private final NpyHeader header;
  private final ByteBuffer row;

  /**
   * Opens a file.
   *
   * @param path as Beam's file systems take it
   * @throws IOException if the file system fails
   * @throws BadNpyException if the file is no matrix that can be read, or shorter than it claims
   */
  NpyReader(String path) throws IOException, BadNpyException {
    Metadata file = FileSystems.matchSingleFileSpec(path);
    in =
        new BufferedInputStream(
            Channels.newInputStream(FileSystems.open(file.resourceId())), BUFFER_BYTES);
    try {
      header = NpyHeader.read(in, path);
      if (file.sizeBytes() < header.fileBytes()) {
        throw new BadNpyException(
            path,
            "is cut off: it claims %d rows of %d components, for which %d bytes are missing"
                .formatted(
                    header.rows(), header.dimension(), header.fileBytes() - file.sizeBytes()));
      }
      row =
          ByteBuffer.allocate(Math.multiplyExact(header.dimension(), header.type().bytes()))
              .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException | BadNpyException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** What the file holds. */
  NpyHeader header() {
    return header;
  }

  /** Reads the next vector; called at most as often as there are rows. */
  void next(float[] target) throws IOException {
    if (in.readNBytes(row.array(), 0, row.capacity()) < row.capacity()) {
      throw new IOException("a file of vectors became shorter while it was read");
    }
    for (int i = 0; i < header.dimension(); i++) {
      target[i] =
          switch (header.type()) {
            case FLOAT32 -> row.getFloat(i * Float.BYTES);
            case FLOAT16 -> Float16.toFloat(row.getShort(i * Short.BYTES));
          };
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
