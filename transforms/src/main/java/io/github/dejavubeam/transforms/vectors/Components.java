package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorType;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;
import org.apache.arrow.memory.util.Float16;

/**
 * The components of the vectors of a block, as float32 whatever they are stored as. Thread safe.
 */
interface Components {

  /** Copies components {@code first .. first + count} into {@code target[offset ..)}. */
  void copy(int first, int count, float[] target, int offset);

  /** The components in these bytes, which are of the order of the file. */
  static Components of(ByteBuffer bytes, VectorType type) {
    return switch (type) {
      case FLOAT32 -> {
        FloatBuffer floats = bytes.asFloatBuffer();
        yield (first, count, target, offset) -> floats.get(first, target, offset, count);
      }
      case FLOAT16 -> new Halves(bytes.asShortBuffer());
    };
  }

  /** Looks every value up: 0.5 ns a component, where its bits would be taken apart in 1.7 ns. */
  final class Halves implements Components {
    private static final float[] FLOATS = new float[1 << Short.SIZE];

    static {
      for (int bits = 0; bits < FLOATS.length; bits++) {
        FLOATS[bits] = Float16.toFloat((short) bits);
      }
    }

    private final ShortBuffer halves;

    private Halves(ShortBuffer halves) {
      this.halves = halves;
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        target[offset + i] = FLOATS[Short.toUnsignedInt(halves.get(first + i))];
      }
    }
  }
}
