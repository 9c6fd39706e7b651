package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.apache.arrow.memory.util.Float16;

/** Writes vectors as a .npy file, of the type that they are stored as. */
final class NpyWriter {

  private static final int BUFFER_ROWS = 256;

  private NpyWriter() {}

  /**
   * Writes a file.
   *
   * @param rows of the block, in their order in the file
   */
  static void write(String path, VectorBlockFile block, int[] rows) throws IOException {
    AtomicFiles.write(path, channel -> write(channel, block, rows));
  }

  private static void write(WritableByteChannel channel, VectorBlockFile block, int[] rows)
      throws IOException {
    VectorType type = block.type();
    drain(channel, ByteBuffer.wrap(NpyHeader.of(type, rows.length, block.dimension())));
    float[] vector = new float[block.dimension()];
    ByteBuffer buffer =
        ByteBuffer.allocate(BUFFER_ROWS * vector.length * type.bytes())
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int row : rows) {
      if (!buffer.hasRemaining()) {
        drain(channel, buffer.flip());
        buffer.clear();
      }
      block.copyRow(row, vector, 0);
      for (float component : vector) {
        switch (type) {
          case FLOAT32 -> buffer.putFloat(component);
          case FLOAT16 -> buffer.putShort(Float16.toFloat16(component));
        }
      }
    }
    drain(channel, buffer.flip());
  }

  private static void drain(WritableByteChannel channel, ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
