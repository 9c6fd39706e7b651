package io.github.dejavubeam.transforms.kernel;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link IntegerBlock#sums} where there are sixteen registers of sixteen shorts (AVX2): four
 * queries by the two vectors of a panel of {@link NarrowRegisterBlock}, in a loop that counts as
 * that one's: 1.2 times as fast for 128 pairs, 1.6 times for 32.
 */
final class NarrowIntegerBlock {

  /** Queries of a block. */
  static final int QUERIES = 4;

  private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  private static final int WIDTH = SHORTS.length();
  private static final int LANES = INTS.length();

  /** Numbers of a panel that a step of the loop reads. */
  private static final int STEP = NarrowRegisterBlock.VECTORS * WIDTH;

  private NarrowIntegerBlock() {}

  /** As {@link IntegerBlock#sums}. */
  static void sums(
      short[] panel,
      int panelOffset,
      int[] start,
      int startOffset,
      int[] queries,
      int queryOffset,
      int pairs,
      short[] sums) {
    ShortVector zero = ShortVector.zero(SHORTS);
    ShortVector a0 = zero;
    ShortVector b0 = zero;
    ShortVector a1 = zero;
    ShortVector b1 = zero;
    ShortVector a2 = zero;
    ShortVector b2 = zero;
    ShortVector a3 = zero;
    ShortVector b3 = zero;
    int at = queryOffset;
    int end = panelOffset + pairs * STEP;
    for (int row = panelOffset; row < end; row += STEP) {
      ShortVector x = ShortVector.fromArray(SHORTS, panel, row);
      ShortVector y = ShortVector.fromArray(SHORTS, panel, row + WIDTH);
      ShortVector q = IntVector.broadcast(INTS, queries[at]).reinterpretAsShorts();
      a0 = a0.add(q.mul(x));
      b0 = b0.add(q.mul(y));
      q = IntVector.broadcast(INTS, queries[at + 1]).reinterpretAsShorts();
      a1 = a1.add(q.mul(x));
      b1 = b1.add(q.mul(y));
      q = IntVector.broadcast(INTS, queries[at + 2]).reinterpretAsShorts();
      a2 = a2.add(q.mul(x));
      b2 = b2.add(q.mul(y));
      q = IntVector.broadcast(INTS, queries[at + 3]).reinterpretAsShorts();
      a3 = a3.add(q.mul(x));
      b3 = b3.add(q.mul(y));
      at += QUERIES;
    }
    // Added last, for the reason told in IntegerBlock.
    ShortVector x = IntVector.fromArray(INTS, start, startOffset).reinterpretAsShorts();
    ShortVector y = IntVector.fromArray(INTS, start, startOffset + LANES).reinterpretAsShorts();
    a0.add(x).intoArray(sums, 0);
    b0.add(y).intoArray(sums, WIDTH);
    a1.add(x).intoArray(sums, 2 * WIDTH);
    b1.add(y).intoArray(sums, 3 * WIDTH);
    a2.add(x).intoArray(sums, 4 * WIDTH);
    b2.add(y).intoArray(sums, 5 * WIDTH);
    a3.add(x).intoArray(sums, 6 * WIDTH);
    b3.add(y).intoArray(sums, 7 * WIDTH);
  }
}
