package io.github.dejavubeam.transforms.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Scores of a few queries against a panel of index rows, all of whole numbers, modulo 2^16: a
 * multiplication and an addition serve twice as many components as a {@link RegisterBlock}'s
 * multiply-add, and processors have more units for the addition.
 *
 * <p>A panel is {@link RegisterBlock#ROWS} rows, two components at a time: components 2i and 2i + 1
 * of row r are at {@code 2 (i * ROWS + r)} and behind it. A query block is {@link
 * RegisterBlock#QUERIES} queries, a pair of components in an int, the even one in its lower half:
 * pair i of query j is at {@code i * QUERIES + j}.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class IntegerBlock {

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int WIDTH = SHORTS.length();
  private static final int ROWS = RegisterBlock.ROWS;

  private IntegerBlock() {}

  /**
   * Sums, modulo 65536, of the products of even components, {@code sums[2 (j * ROWS + r)]}, and of
   * odd ones, behind it: {@code Σ_i query_j[2i] · row_r[2i]}. Together they are a score.
   *
   * @param panel holds a panel of {@code pairs} pairs at {@code panelOffset}
   * @param queries holds a query block of {@code pairs} pairs at {@code queryOffset}
   * @param sums receives {@code 2 * QUERIES * ROWS} numbers
   */
  public static void sums(
      short[] panel, int panelOffset, int[] queries, int queryOffset, int pairs, short[] sums) {
    ShortVector a0 = ShortVector.zero(SHORTS);
    ShortVector b0 = ShortVector.zero(SHORTS);
    ShortVector c0 = ShortVector.zero(SHORTS);
    ShortVector a1 = ShortVector.zero(SHORTS);
    ShortVector b1 = ShortVector.zero(SHORTS);
    ShortVector c1 = ShortVector.zero(SHORTS);
    ShortVector a2 = ShortVector.zero(SHORTS);
    ShortVector b2 = ShortVector.zero(SHORTS);
    ShortVector c2 = ShortVector.zero(SHORTS);
    ShortVector a3 = ShortVector.zero(SHORTS);
    ShortVector b3 = ShortVector.zero(SHORTS);
    ShortVector c3 = ShortVector.zero(SHORTS);
    ShortVector a4 = ShortVector.zero(SHORTS);
    ShortVector b4 = ShortVector.zero(SHORTS);
    ShortVector c4 = ShortVector.zero(SHORTS);
    ShortVector a5 = ShortVector.zero(SHORTS);
    ShortVector b5 = ShortVector.zero(SHORTS);
    ShortVector c5 = ShortVector.zero(SHORTS);
    ShortVector a6 = ShortVector.zero(SHORTS);
    ShortVector b6 = ShortVector.zero(SHORTS);
    ShortVector c6 = ShortVector.zero(SHORTS);
    ShortVector a7 = ShortVector.zero(SHORTS);
    ShortVector b7 = ShortVector.zero(SHORTS);
    ShortVector c7 = ShortVector.zero(SHORTS);
    for (int i = 0; i < pairs; i++) {
      int row = panelOffset + 2 * i * ROWS;
      ShortVector x = ShortVector.fromArray(SHORTS, panel, row);
      ShortVector y = ShortVector.fromArray(SHORTS, panel, row + WIDTH);
      ShortVector z = ShortVector.fromArray(SHORTS, panel, row + 2 * WIDTH);
      int at = queryOffset + i * RegisterBlock.QUERIES;
      ShortVector q = IntVector.broadcast(INTS, queries[at]).reinterpretAsShorts();
      a0 = a0.add(q.mul(x));
      b0 = b0.add(q.mul(y));
      c0 = c0.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 1]).reinterpretAsShorts();
      a1 = a1.add(q.mul(x));
      b1 = b1.add(q.mul(y));
      c1 = c1.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 2]).reinterpretAsShorts();
      a2 = a2.add(q.mul(x));
      b2 = b2.add(q.mul(y));
      c2 = c2.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 3]).reinterpretAsShorts();
      a3 = a3.add(q.mul(x));
      b3 = b3.add(q.mul(y));
      c3 = c3.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 4]).reinterpretAsShorts();
      a4 = a4.add(q.mul(x));
      b4 = b4.add(q.mul(y));
      c4 = c4.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 5]).reinterpretAsShorts();
      a5 = a5.add(q.mul(x));
      b5 = b5.add(q.mul(y));
      c5 = c5.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 6]).reinterpretAsShorts();
      a6 = a6.add(q.mul(x));
      b6 = b6.add(q.mul(y));
      c6 = c6.add(q.mul(z));
      q = IntVector.broadcast(INTS, queries[at + 7]).reinterpretAsShorts();
      a7 = a7.add(q.mul(x));
      b7 = b7.add(q.mul(y));
      c7 = c7.add(q.mul(z));
    }
    a0.intoArray(sums, 0);
    b0.intoArray(sums, WIDTH);
    c0.intoArray(sums, 2 * WIDTH);
    a1.intoArray(sums, 3 * WIDTH);
    b1.intoArray(sums, 4 * WIDTH);
    c1.intoArray(sums, 5 * WIDTH);
    a2.intoArray(sums, 6 * WIDTH);
    b2.intoArray(sums, 7 * WIDTH);
    c2.intoArray(sums, 8 * WIDTH);
    a3.intoArray(sums, 9 * WIDTH);
    b3.intoArray(sums, 10 * WIDTH);
    c3.intoArray(sums, 11 * WIDTH);
    a4.intoArray(sums, 12 * WIDTH);
    b4.intoArray(sums, 13 * WIDTH);
    c4.intoArray(sums, 14 * WIDTH);
    a5.intoArray(sums, 15 * WIDTH);
    b5.intoArray(sums, 16 * WIDTH);
    c5.intoArray(sums, 17 * WIDTH);
    a6.intoArray(sums, 18 * WIDTH);
    b6.intoArray(sums, 19 * WIDTH);
    c6.intoArray(sums, 20 * WIDTH);
    a7.intoArray(sums, 21 * WIDTH);
    b7.intoArray(sums, 22 * WIDTH);
    c7.intoArray(sums, 23 * WIDTH);
  }

  /**
   * Whether any of a query's scores, taken as numbers from -32768 to 32767, is at least the
   * threshold.
   *
   * @param sums those of a query and a panel at {@code offset}
   */
  public static boolean anyReaches(short[] sums, int offset, short threshold) {
    // A score in the upper half decides, whatever is in the lower.
    return scores(sums, offset)
        .max(scores(sums, offset + WIDTH))
        .max(scores(sums, offset + 2 * WIDTH))
        .compare(VectorOperators.GE, threshold << 16)
        .anyTrue();
  }

  /** Scores in the upper halves. */
  private static IntVector scores(short[] sums, int offset) {
    IntVector pairs = ShortVector.fromArray(SHORTS, sums, offset).reinterpretAsInts();
    return pairs.lanewise(VectorOperators.LSHL, 16).add(pairs);
  }

  /** The score of row r of a panel, whose sums with a query are at {@code offset}. */
  public static short score(short[] sums, int offset, int r) {
    return (short) (sums[offset + 2 * r] + sums[offset + 2 * r + 1]);
  }
}
