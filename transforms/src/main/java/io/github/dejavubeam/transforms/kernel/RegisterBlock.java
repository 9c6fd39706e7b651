package io.github.dejavubeam.transforms.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of a few queries against a panel of index rows, held in registers over all components.
 *
 * <p>A <em>panel</em> is {@link #ROWS} rows, component by component: component i of row r is at
 * {@code i * ROWS + r}. A <em>query block</em> is {@value #QUERIES} queries, component by component
 * likewise. One step of the loop loads two vectors of the panel, spreads each query's component
 * over a vector, and does 24 fused multiply-adds: enough in flight to hide their latency, few
 * enough to stay in the 32 registers of AVX-512 and ARM. On machines with 16 registers (AVX2) some
 * spill: slower, as right.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class RegisterBlock {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Queries of a block. */
  public static final int QUERIES = 12;

  /** Rows of a panel: two vectors, 32 on AVX-512. */
  public static final int ROWS = 2 * LANES;

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
    FloatVector lower = FloatVector.fromArray(SPECIES, start, startOffset);
    FloatVector upper = FloatVector.fromArray(SPECIES, start, startOffset + LANES);
    FloatVector a0 = lower;
    FloatVector b0 = upper;
    FloatVector a1 = lower;
    FloatVector b1 = upper;
    FloatVector a2 = lower;
    FloatVector b2 = upper;
    FloatVector a3 = lower;
    FloatVector b3 = upper;
    FloatVector a4 = lower;
    FloatVector b4 = upper;
    FloatVector a5 = lower;
    FloatVector b5 = upper;
    FloatVector a6 = lower;
    FloatVector b6 = upper;
    FloatVector a7 = lower;
    FloatVector b7 = upper;
    FloatVector a8 = lower;
    FloatVector b8 = upper;
    FloatVector a9 = lower;
    FloatVector b9 = upper;
    FloatVector a10 = lower;
    FloatVector b10 = upper;
    FloatVector a11 = lower;
    FloatVector b11 = upper;
    for (int i = 0; i < dimension; i++) {
      FloatVector x = FloatVector.fromArray(SPECIES, panel, panelOffset + i * ROWS);
      FloatVector y = FloatVector.fromArray(SPECIES, panel, panelOffset + i * ROWS + LANES);
      int at = queryOffset + i * QUERIES;
      FloatVector q = FloatVector.broadcast(SPECIES, queries[at]);
      a0 = q.fma(x, a0);
      b0 = q.fma(y, b0);
      q = FloatVector.broadcast(SPECIES, queries[at + 1]);
      a1 = q.fma(x, a1);
      b1 = q.fma(y, b1);
      q = FloatVector.broadcast(SPECIES, queries[at + 2]);
      a2 = q.fma(x, a2);
      b2 = q.fma(y, b2);
      q = FloatVector.broadcast(SPECIES, queries[at + 3]);
      a3 = q.fma(x, a3);
      b3 = q.fma(y, b3);
      q = FloatVector.broadcast(SPECIES, queries[at + 4]);
      a4 = q.fma(x, a4);
      b4 = q.fma(y, b4);
      q = FloatVector.broadcast(SPECIES, queries[at + 5]);
      a5 = q.fma(x, a5);
      b5 = q.fma(y, b5);
      q = FloatVector.broadcast(SPECIES, queries[at + 6]);
      a6 = q.fma(x, a6);
      b6 = q.fma(y, b6);
      q = FloatVector.broadcast(SPECIES, queries[at + 7]);
      a7 = q.fma(x, a7);
      b7 = q.fma(y, b7);
      q = FloatVector.broadcast(SPECIES, queries[at + 8]);
      a8 = q.fma(x, a8);
      b8 = q.fma(y, b8);
      q = FloatVector.broadcast(SPECIES, queries[at + 9]);
      a9 = q.fma(x, a9);
      b9 = q.fma(y, b9);
      q = FloatVector.broadcast(SPECIES, queries[at + 10]);
      a10 = q.fma(x, a10);
      b10 = q.fma(y, b10);
      q = FloatVector.broadcast(SPECIES, queries[at + 11]);
      a11 = q.fma(x, a11);
      b11 = q.fma(y, b11);
    }
    a0.intoArray(scores, 0);
    b0.intoArray(scores, LANES);
    a1.intoArray(scores, ROWS);
    b1.intoArray(scores, ROWS + LANES);
    a2.intoArray(scores, 2 * ROWS);
    b2.intoArray(scores, 2 * ROWS + LANES);
    a3.intoArray(scores, 3 * ROWS);
    b3.intoArray(scores, 3 * ROWS + LANES);
    a4.intoArray(scores, 4 * ROWS);
    b4.intoArray(scores, 4 * ROWS + LANES);
    a5.intoArray(scores, 5 * ROWS);
    b5.intoArray(scores, 5 * ROWS + LANES);
    a6.intoArray(scores, 6 * ROWS);
    b6.intoArray(scores, 6 * ROWS + LANES);
    a7.intoArray(scores, 7 * ROWS);
    b7.intoArray(scores, 7 * ROWS + LANES);
    a8.intoArray(scores, 8 * ROWS);
    b8.intoArray(scores, 8 * ROWS + LANES);
    a9.intoArray(scores, 9 * ROWS);
    b9.intoArray(scores, 9 * ROWS + LANES);
    a10.intoArray(scores, 10 * ROWS);
    b10.intoArray(scores, 10 * ROWS + LANES);
    a11.intoArray(scores, 11 * ROWS);
    b11.intoArray(scores, 11 * ROWS + LANES);
  }

  /** Whether any of {@link #ROWS} scores at {@code offset} is above the threshold; NaN never is. */
  public static boolean anyAbove(float[] scores, int offset, float threshold) {
    // max(NaN, x) is NaN, which would hide x: each half is compared by itself.
    return FloatVector.fromArray(SPECIES, scores, offset)
        .compare(VectorOperators.GT, threshold)
        .or(
            FloatVector.fromArray(SPECIES, scores, offset + LANES)
                .compare(VectorOperators.GT, threshold))
        .anyTrue();
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
}
