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
 * of row r are at {@code 2 (i * ROWS + r)} and behind it. A query block is {@link #QUERIES}
 * queries, a pair of components in an int, the even one in its lower half: pair i of query j is at
 * {@code i * QUERIES + j}.
 *
 * <p>Loading this class needs the module {@code jdk.incubator.vector}.
 */
public final class IntegerBlock {

  /** Queries of a block: 6, or fewer on AVX2. */
  public static final int QUERIES = RegisterBlock.NARROW ? NarrowIntegerBlock.QUERIES : 6;

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int WIDTH = SHORTS.length();
  private static final int LANES = INTS.length();
  private static final int ROWS = RegisterBlock.ROWS;

  private IntegerBlock() {}

  /**
   * Sums, modulo 65536, of the products of even components, {@code sums[2 (j * ROWS + r)] =
   * start[r] + Σ_i query_j[2i] · row_r[2i]}, and of odd ones, without the start, behind it.
   * Together they are a score.
   *
   * @param panel holds a panel of {@code pairs} pairs, at least one, at {@code panelOffset}
   * @param start holds a number from 0 to 65535 for each of its rows at {@code startOffset}
   * @param queries holds a query block of {@code pairs} pairs at {@code queryOffset}
   * @param sums receives {@code 2 * QUERIES * ROWS} numbers
   */
  public static void sums(
      short[] panel,
      int panelOffset,
      int[] start,
      int startOffset,
      int[] queries,
      int queryOffset,
      int pairs,
      short[] sums) {
    if (RegisterBlock.NARROW) {
      NarrowIntegerBlock.sums(
          panel, panelOffset, start, startOffset, queries, queryOffset, pairs, sums);
      return;
    }
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector a0 = zero;
    ShortVector b0 = zero;
    ShortVector c0 = zero;
    ShortVector a1 = zero;
    ShortVector b1 = zero;
    ShortVector c1 = zero;
    ShortVector a2 = zero;
    ShortVector b2 = zero;
    ShortVector c2 = zero;
    ShortVector a3 = zero;
    ShortVector b3 = zero;
    ShortVector c3 = zero;
    ShortVector a4 = zero;
    ShortVector b4 = zero;
    ShortVector c4 = zero;
    ShortVector a5 = zero;
    ShortVector b5 = zero;
    ShortVector c5 = zero;
    for (int i = 0; i < pairs; i++) {
      int row = panelOffset + 2 * i * ROWS;
      ShortVector x = ShortVector.fromArray(SHORTS, panel, row);
      ShortVector y = ShortVector.fromArray(SHORTS, panel, row + WIDTH);
      ShortVector z = ShortVector.fromArray(SHORTS, panel, row + 2 * WIDTH);
      int at = queryOffset + i * QUERIES;
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
    }
    // Added last: Java's compiler knows the class of a sum but, some times, not of what a loop
    // left,
    // and then stores objects, which takes three times as long.
    ShortVector x = IntVector.fromArray(INTS, start, startOffset).reinterpretAsShorts();
    ShortVector y = IntVector.fromArray(INTS, start, startOffset + LANES).reinterpretAsShorts();
    ShortVector z = IntVector.fromArray(INTS, start, startOffset + 2 * LANES).reinterpretAsShorts();
    a0.add(x).intoArray(sums, 0);
    b0.add(y).intoArray(sums, WIDTH);
    c0.add(z).intoArray(sums, 2 * WIDTH);
    a1.add(x).intoArray(sums, 3 * WIDTH);
    b1.add(y).intoArray(sums, 4 * WIDTH);
    c1.add(z).intoArray(sums, 5 * WIDTH);
    a2.add(x).intoArray(sums, 6 * WIDTH);
    b2.add(y).intoArray(sums, 7 * WIDTH);
    c2.add(z).intoArray(sums, 8 * WIDTH);
    a3.add(x).intoArray(sums, 9 * WIDTH);
    b3.add(y).intoArray(sums, 10 * WIDTH);
    c3.add(z).intoArray(sums, 11 * WIDTH);
    a4.add(x).intoArray(sums, 12 * WIDTH);
    b4.add(y).intoArray(sums, 13 * WIDTH);
    c4.add(z).intoArray(sums, 14 * WIDTH);
    a5.add(x).intoArray(sums, 15 * WIDTH);
    b5.add(y).intoArray(sums, 16 * WIDTH);
    c5.add(z).intoArray(sums, 17 * WIDTH);
  }

  /**
   * Whether any of a query's scores, with a shift and taken as numbers from -32768 to 32767, is at
   * least the threshold.
   *
   * @param sums those of a query and a panel at {@code offset}
   */
  public static boolean anyReaches(short[] sums, int offset, int shift, short threshold) {
    // A score in the upper half decides, whatever is in the lower.
    int shiftAbove = shift << 16;
    IntVector largest =
        scores(sums, offset, shiftAbove).max(scores(sums, offset + WIDTH, shiftAbove));
    // To test a mask, C2 would go by way of the stack each time, see CONTRIBUTING.
    int most =
        (RegisterBlock.NARROW ? largest : largest.max(scores(sums, offset + 2 * WIDTH, shiftAbove)))
            .reduceLanes(VectorOperators.MAX);
    return most >= threshold << 16;
  }

  /** Scores in the upper halves. */
  private static IntVector scores(short[] sums, int offset, int shiftAbove) {
    IntVector pairs = ShortVector.fromArray(SHORTS, sums, offset).reinterpretAsInts();
    return pairs.lanewise(VectorOperators.LSHL, 16).add(pairs).add(shiftAbove);
  }

  /**
   * The score, with a shift, of row r of a panel, whose sums with a query are at {@code offset}.
   */
  public static short score(short[] sums, int offset, int r, int shift) {
    return (short) (sums[offset + 2 * r] + sums[offset + 2 * r + 1] + shift);
  }
}
