package io.github.dejavubeam.transforms.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of a few queries against a panel of index rows, held in registers over all components.
 *
 * <p>A <em>panel</em> is {@link #ROWS} rows, component by component: component i of row r is at
 * {@code i * ROWS + r}. A <em>query block</em> is {@link #QUERIES} queries, component by component
 * likewise. One step of the loop loads three vectors of the panel, spreads each query's component
 * over a vector, and does 24 fused multiply-adds: enough in flight to hide their latency, few
 * enough to stay in the 32 registers of AVX-512 and ARM. (12 queries by two vectors spread more
 * components and were 5 % slower, 6 by four load more and were 10 % slower.) Where there are 16
 * registers of 256 bits (AVX2), {@link NarrowRegisterBlock} has a smaller block.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class RegisterBlock {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Whether there are half as many registers as the block here fills, and half as wide (AVX2). */
  public static final boolean NARROW = SPECIES.vectorBitSize() == 256;

  /** Queries of a block: 8, or fewer on AVX2. */
  public static final int QUERIES = NARROW ? NarrowRegisterBlock.QUERIES : 8;

  /** Rows of a panel: three vectors, 48 on AVX-512, or 16 on AVX2. */
  public static final int ROWS = (NARROW ? NarrowRegisterBlock.VECTORS : 3) * LANES;

  /** Pairs of vectors whose products are taken side by side. */
  public static final int PAIRS = 4;

  /** Numbers that {@link #products} needs room for. */
  public static final int SCRATCH = PAIRS * LANES;

  private RegisterBlock() {}

  /**
   * {@code scores[j * ROWS + r] = start[r] + Σ_i query_j[i] · row_r[i]}, summed in float32 by fused
   * multiply-adds from the first component to the last.
   *
   * @param panel holds a panel of {@code dimension} components at {@code panelOffset}
   * @param start holds a number for each of its rows at {@code startOffset}
   * @param queries holds a query block of {@code dimension} components at {@code queryOffset}
   * @param scores receives {@code QUERIES * ROWS} numbers
   */
  public static void scores(
      float[] panel,
      int panelOffset,
      float[] start,
      int startOffset,
      float[] queries,
      int queryOffset,
      int dimension,
      float[] scores) {
    if (NARROW) {
      NarrowRegisterBlock.scores(
          panel, panelOffset, start, startOffset, queries, queryOffset, dimension, scores);
      return;
    }
    FloatVector start0 = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector start1 = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector start2 = FloatVector.fromArray(SPECIES, start, startOffset + 2 * LANES);
    FloatVector a0 = start0;
    FloatVector b0 = start1;
    FloatVector c0 = start2;
    FloatVector a1 = start0;
    FloatVector b1 = start1;
    FloatVector c1 = start2;
    FloatVector a2 = start0;
    FloatVector b2 = start1;
    FloatVector c2 = start2;
    FloatVector a3 = start0;
    FloatVector b3 = start1;
    FloatVector c3 = start2;
    FloatVector a4 = start0;
    FloatVector b4 = start1;
    FloatVector c4 = start2;
    FloatVector a5 = start0;
    FloatVector b5 = start1;
    FloatVector c5 = start2;
    FloatVector a6 = start0;
    FloatVector b6 = start1;
    FloatVector c6 = start2;
    FloatVector a7 = start0;
    FloatVector b7 = start1;
    FloatVector c7 = start2;
    for (int i = 0; i < dimension; i++) {
      int row = panelOffset + i * ROWS;
      FloatVector x = FloatVector.fromArray(SPECIES, panel, row);
      FloatVector y = FloatVector.fromArray(SPECIES, panel, row + LANES);
      FloatVector z = FloatVector.fromArray(SPECIES, panel, row + 2 * LANES);
      int at = queryOffset + i * QUERIES;
      FloatVector q = FloatVector.broadcast(SPECIES, queries[at]);
      a0 = q.fma(x, a0);
      b0 = q.fma(y, b0);
      c0 = q.fma(z, c0);
      q = FloatVector.broadcast(SPECIES, queries[at + 1]);
      a1 = q.fma(x, a1);
      b1 = q.fma(y, b1);
      c1 = q.fma(z, c1);
      q = FloatVector.broadcast(SPECIES, queries[at + 2]);
      a2 = q.fma(x, a2);
      b2 = q.fma(y, b2);
      c2 = q.fma(z, c2);
      q = FloatVector.broadcast(SPECIES, queries[at + 3]);
      a3 = q.fma(x, a3);
      b3 = q.fma(y, b3);
      c3 = q.fma(z, c3);
      q = FloatVector.broadcast(SPECIES, queries[at + 4]);
      a4 = q.fma(x, a4);
      b4 = q.fma(y, b4);
      c4 = q.fma(z, c4);
      q = FloatVector.broadcast(SPECIES, queries[at + 5]);
      a5 = q.fma(x, a5);
      b5 = q.fma(y, b5);
      c5 = q.fma(z, c5);
      q = FloatVector.broadcast(SPECIES, queries[at + 6]);
      a6 = q.fma(x, a6);
      b6 = q.fma(y, b6);
      c6 = q.fma(z, c6);
      q = FloatVector.broadcast(SPECIES, queries[at + 7]);
      a7 = q.fma(x, a7);
      b7 = q.fma(y, b7);
      c7 = q.fma(z, c7);
    }
    a0.intoArray(scores, 0);
    b0.intoArray(scores, LANES);
    c0.intoArray(scores, 2 * LANES);
    a1.intoArray(scores, ROWS);
    b1.intoArray(scores, ROWS + LANES);
    c1.intoArray(scores, ROWS + 2 * LANES);
    a2.intoArray(scores, 2 * ROWS);
    b2.intoArray(scores, 2 * ROWS + LANES);
    c2.intoArray(scores, 2 * ROWS + 2 * LANES);
    a3.intoArray(scores, 3 * ROWS);
    b3.intoArray(scores, 3 * ROWS + LANES);
    c3.intoArray(scores, 3 * ROWS + 2 * LANES);
    a4.intoArray(scores, 4 * ROWS);
    b4.intoArray(scores, 4 * ROWS + LANES);
    c4.intoArray(scores, 4 * ROWS + 2 * LANES);
    a5.intoArray(scores, 5 * ROWS);
    b5.intoArray(scores, 5 * ROWS + LANES);
    c5.intoArray(scores, 5 * ROWS + 2 * LANES);
    a6.intoArray(scores, 6 * ROWS);
    b6.intoArray(scores, 6 * ROWS + LANES);
    c6.intoArray(scores, 6 * ROWS + 2 * LANES);
    a7.intoArray(scores, 7 * ROWS);
    b7.intoArray(scores, 7 * ROWS + LANES);
    c7.intoArray(scores, 7 * ROWS + 2 * LANES);
  }

  /** Whether any of {@link #ROWS} scores at {@code offset} is above the threshold; NaN never is. */
  public static boolean anyAbove(float[] scores, int offset, float threshold) {
    // By halves of a maximum one NaN would hide what is above: each vector is compared by itself.
    VectorMask<Float> above =
        above(scores, offset, threshold).or(above(scores, offset + LANES, threshold));
    return (NARROW ? above : above.or(above(scores, offset + 2 * LANES, threshold))).anyTrue();
  }

  private static VectorMask<Float> above(float[] scores, int offset, float threshold) {
    return FloatVector.fromArray(SPECIES, scores, offset).compare(VectorOperators.GT, threshold);
  }

  /**
   * {@code Σ a_i b_i} in float32, in some fixed order.
   *
   * @param scratch at least {@link #ROWS} floats
   */
  public static float dot(
      float[] a, int aOffset, float[] b, int bOffset, int dimension, float[] scratch) {
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = FloatVector.zero(SPECIES);
    FloatVector s2 = FloatVector.zero(SPECIES);
    FloatVector s3 = FloatVector.zero(SPECIES);
    FloatVector s4 = FloatVector.zero(SPECIES);
    FloatVector s5 = FloatVector.zero(SPECIES);
    FloatVector s6 = FloatVector.zero(SPECIES);
    FloatVector s7 = FloatVector.zero(SPECIES);
    int step = 8 * LANES;
    int i = 0;
    for (; i <= dimension - step; i += step) {
      s0 =
          FloatVector.fromArray(SPECIES, a, aOffset + i)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i), s0);
      s1 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + LANES), s1);
      s2 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 2 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 2 * LANES), s2);
      s3 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 3 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 3 * LANES), s3);
      s4 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 4 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 4 * LANES), s4);
      s5 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 5 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 5 * LANES), s5);
      s6 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 6 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 6 * LANES), s6);
      s7 =
          FloatVector.fromArray(SPECIES, a, aOffset + i + 7 * LANES)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i + 7 * LANES), s7);
    }
    for (; i <= dimension - LANES; i += LANES) {
      s0 =
          FloatVector.fromArray(SPECIES, a, aOffset + i)
              .fma(FloatVector.fromArray(SPECIES, b, bOffset + i), s0);
    }
    s0.add(s1).add(s2.add(s3)).add(s4.add(s5).add(s6.add(s7))).intoArray(scratch, 0);
    // Halves onto each other: a loop of sums would wait for each of them.
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        scratch[lane] += scratch[lane + half];
      }
    }
    float sum = scratch[0];
    for (; i < dimension; i++) {
      sum += a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  /**
   * Products of {@value #PAIRS} pairs of vectors, {@code Σ_i a[aOffset + i] b[bOffset + i]} in
   * float32, each in some fixed order: vectors from anywhere, side by side, since one pair by
   * itself would wait for its own sums.
   *
   * @param aOffsets where the pairs' vectors are, from {@code first} on
   * @param products receives {@code PAIRS} numbers from {@code first} on
   * @param scratch at least {@link #SCRATCH} floats
   */
  public static void products(
      float[] a,
      int[] aOffsets,
      float[] b,
      int[] bOffsets,
      int first,
      int dimension,
      float[] products,
      float[] scratch) {
    int a0 = aOffsets[first];
    int a1 = aOffsets[first + 1];
    int a2 = aOffsets[first + 2];
    int a3 = aOffsets[first + 3];
    int b0 = bOffsets[first];
    int b1 = bOffsets[first + 1];
    int b2 = bOffsets[first + 2];
    int b3 = bOffsets[first + 3];
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= dimension - LANES; i += LANES) {
      FloatVector y = FloatVector.fromArray(SPECIES, b, b0 + i);
      s0 = FloatVector.fromArray(SPECIES, a, a0 + i).fma(y, s0);
      y = FloatVector.fromArray(SPECIES, b, b1 + i);
      s1 = FloatVector.fromArray(SPECIES, a, a1 + i).fma(y, s1);
      y = FloatVector.fromArray(SPECIES, b, b2 + i);
      s2 = FloatVector.fromArray(SPECIES, a, a2 + i).fma(y, s2);
      y = FloatVector.fromArray(SPECIES, b, b3 + i);
      s3 = FloatVector.fromArray(SPECIES, a, a3 + i).fma(y, s3);
    }
    s0.intoArray(scratch, 0);
    s1.intoArray(scratch, LANES);
    s2.intoArray(scratch, 2 * LANES);
    s3.intoArray(scratch, 3 * LANES);
    for (int pair = 0; pair < PAIRS; pair++) {
      // Halves onto each other: a loop of sums would wait for each of them.
      int at = pair * LANES;
      for (int half = LANES / 2; half > 0; half /= 2) {
        for (int lane = at; lane < at + half; lane++) {
          scratch[lane] += scratch[lane + half];
        }
      }
      float sum = scratch[at];
      for (int j = i; j < dimension; j++) {
        sum += a[aOffsets[first + pair] + j] * b[bOffsets[first + pair] + j];
      }
      products[first + pair] = sum;
    }
  }
}
