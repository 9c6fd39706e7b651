package io.github.dejavubeam.transforms.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Rounds vectors to bytes, and looks at the products of such vectors.
 *
 * <p>The components of a vector are rounded in groups of {@link #GROUP}, a quarter of which goes to
 * each of the four bytes of as many ints, so that no lane moves: component c is at byte {@link
 * #position}, and a vector ends in zeros where components end within a group.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class ByteBlock {

  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int LANES = FLOATS.length();

  /** Components that are rounded together. */
  public static final int GROUP = 4 * LANES;

  /** Products that are looked at together. */
  public static final int PRODUCTS = LANES;

  /** Products whose comparisons are looked at as one. */
  private static final int LOOK = 4 * LANES;

  /** The number that stands for zero. */
  public static final int ZERO = 128;

  /** The largest number, and the smallest, less or more than {@link #ZERO}. */
  public static final int LARGEST = 127;

  /** Added to a number of less than 2^22, leaves nothing but whole numbers: 1.5 · 2^23. */
  private static final float WHOLE = 0x1.8p23f;

  private static final int ZEROS = 0x80808080;

  /** Whose lane i has the bits {@code 1 << i}. */
  private static final FloatVector LANE_BITS = laneBits();

  private ByteBlock() {}

  private static FloatVector laneBits() {
    int[] bits = new int[LANES];
    Arrays.setAll(bits, lane -> 1 << lane);
    return IntVector.fromArray(INTS, bits, 0).reinterpretAsFloats();
  }

  /** Where a rounded vector has a component. */
  public static int position(int component) {
    int within = component % GROUP;
    return component - within + within % LANES * 4 + within / LANES;
  }

  /**
   * Subtracts a centre from a vector, {@code difference[i] = values[offset + i] - centre[i]}.
   *
   * @param difference receives {@code centre.length} floats, the largest of which, in size, is
   *     returned
   */
  public static float subtract(float[] values, int offset, float[] centre, float[] difference) {
    FloatVector largest = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i <= centre.length - LANES; i += LANES) {
      FloatVector left =
          FloatVector.fromArray(FLOATS, values, offset + i)
              .sub(FloatVector.fromArray(FLOATS, centre, i));
      left.intoArray(difference, i);
      largest = largest.max(left.abs());
    }
    float most = largest.reduceLanes(VectorOperators.MAX);
    for (; i < centre.length; i++) {
      difference[i] = values[offset + i] - centre[i];
      most = Math.max(most, Math.abs(difference[i]));
    }
    return most;
  }

  /**
   * The most, in size, that two components are together which a rounded vector has at 2i and 2i +
   * 1.
   *
   * @param values as many as groups take, zeros at the end
   */
  public static float largestPair(float[] values) {
    FloatVector largest = FloatVector.zero(FLOATS);
    for (int i = 0; i < values.length; i += 2 * LANES) {
      FloatVector pair =
          FloatVector.fromArray(FLOATS, values, i)
              .add(FloatVector.fromArray(FLOATS, values, i + LANES));
      largest = largest.max(pair.abs());
    }
    return largest.reduceLanes(VectorOperators.MAX);
  }

  /**
   * Rounds a vector to multiples of a step, of which it has at most {@link #LARGEST} in any
   * component.
   *
   * @param values as many as groups take, zeros at the end
   * @param bytes receives the multiples plus {@link #ZERO}, at {@link #position}, four to an int,
   *     the first in its lowest byte
   * @param sums receives {@code Σ v²} and {@code Σ (v - rounded)²}, summed in float32
   */
  public static void round(float[] values, float step, int[] bytes, float[] sums) {
    float perStep = 1 / step;
    FloatVector squares = FloatVector.zero(FLOATS);
    FloatVector residuals = FloatVector.zero(FLOATS);
    for (int group = 0; group < values.length; group += GROUP) {
      IntVector packed = IntVector.broadcast(INTS, ZEROS);
      for (int part = 0; part < 4; part++) {
        FloatVector value = FloatVector.fromArray(FLOATS, values, group + part * LANES);
        FloatVector shifted = value.mul(perStep).add(WHOLE);
        FloatVector left = shifted.sub(WHOLE).fma(FloatVector.broadcast(FLOATS, -step), value);
        squares = value.fma(value, squares);
        residuals = left.fma(left, residuals);
        // The last bits of the sum are the whole number, in two's complement.
        IntVector number = shifted.reinterpretAsInts().and(0xff);
        packed =
            packed.lanewise(VectorOperators.XOR, number.lanewise(VectorOperators.LSHL, 8 * part));
      }
      packed.intoArray(bytes, group / 4);
    }
    sums[0] = squares.reduceLanes(VectorOperators.ADD);
    sums[1] = residuals.reduceLanes(VectorOperators.ADD);
  }

  /**
   * Which of a row's products are large: {@code products[i] · scale + start · perStep[i] ≥
   * thresholds[i]} in float32, rounded twice.
   *
   * @param products ints in native order from {@code offset} bytes on
   * @param count how many, a multiple of {@link #PRODUCTS}
   * @param perStep a number for each, as for {@code thresholds}, from {@code first} on
   * @param reached receives i of those that are
   * @return how many there are
   */
  public static int reached(
      ByteBuffer products,
      int offset,
      int count,
      float scale,
      float start,
      float[] perStep,
      float[] thresholds,
      int first,
      int[] reached) {
    int found = 0;
    FloatVector scales = FloatVector.broadcast(FLOATS, scale);
    int i = 0;
    // Java 17 keeps what a look needs on the stack, and waits for it: a look at each vector took
    // four times as long as its comparison.
    for (; i <= count - LOOK; i += LOOK) {
      VectorMask<Float> large =
          large(products, offset, scales, start, perStep, thresholds, first, i)
              .or(large(products, offset, scales, start, perStep, thresholds, first, i + LANES))
              .or(large(products, offset, scales, start, perStep, thresholds, first, i + 2 * LANES))
              .or(
                  large(
                      products, offset, scales, start, perStep, thresholds, first, i + 3 * LANES));
      if (large.anyTrue()) {
        for (int j = i; j < i + LOOK; j += LANES) {
          large = large(products, offset, scales, start, perStep, thresholds, first, j);
          found = add(large, j, reached, found);
        }
      }
    }
    for (; i < count; i += LANES) {
      VectorMask<Float> large =
          large(products, offset, scales, start, perStep, thresholds, first, i);
      found = add(large, i, reached, found);
    }
    return found;
  }

  private static int add(VectorMask<Float> large, int i, int[] reached, int found) {
    // Java 17 makes an array of a mask to turn it into a number: ten times as slow.
    int bits =
        FloatVector.zero(FLOATS)
            .blend(LANE_BITS, large)
            .reinterpretAsInts()
            .reduceLanes(VectorOperators.OR);
    int to = found;
    while (bits != 0) {
      reached[to++] = i + Integer.numberOfTrailingZeros(bits);
      bits &= bits - 1;
    }
    return to;
  }

  private static VectorMask<Float> large(
      ByteBuffer products,
      int offset,
      FloatVector scale,
      float start,
      float[] perStep,
      float[] thresholds,
      int first,
      int i) {
    FloatVector lift = FloatVector.fromArray(FLOATS, perStep, first + i).mul(start);
    return ((FloatVector)
            IntVector.fromByteBuffer(
                    INTS, products, offset + i * Integer.BYTES, ByteOrder.nativeOrder())
                .convert(VectorOperators.I2F, 0))
        .fma(scale, lift)
        .compare(VectorOperators.GE, FloatVector.fromArray(FLOATS, thresholds, first + i));
  }
}
