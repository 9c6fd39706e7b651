package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each row is excluded by what rounding leaves of it, not of the worst row beside it. */
class BytePassTest {

  private static final int DIMENSION = 128;
  private static final int QUERIES = 100;

  /** Whole panels, be they of 12, 16 or 48 rows. */
  private static final int ROWS = 480;

  private final Random random = new Random(1);

  @Test
  void aRowThatRoundsBadlyLeavesOthersExcluded() {
    float[][] rows = unit(ROWS);
    QueryRows queries = new QueryRows(new ArrayRows(unit(QUERIES), DIMENSION));
    int[] usual = reached(queries, rows);
    float[] one = rows[7];
    Arrays.fill(one, 0.5f / DIMENSION);
    one[3] = 1;
    int[] besideIt = reached(queries, rows);
    long pairs = (long) QUERIES * ROWS;
    long before = Arrays.stream(usual).sum();
    long now = Arrays.stream(besideIt).sum();
    assertTrue(before < pairs / 10, () -> before + " of " + pairs);
    assertTrue(now <= 1.1 * before + QUERIES, () -> now + " in place of " + before);
  }

  /** How many rows cannot be excluded for each query, once it has seen them all. */
  private static int[] reached(QueryRows queries, float[][] vectors) {
    Contenders contenders = new Contenders(queries, 3, Long::compare);
    int[] every = IntStream.range(0, QUERIES).toArray();
    PanelChunk chunk = new PanelChunk(ROWS, DIMENSION);
    IndexBlock block = new IndexBlock(0, new ArrayRows(vectors, DIMENSION));
    CentredBytes method =
        new CentredBytes(
            new CentredVectors(new float[DIMENSION]), new PlainByteProducts(ByteProducts.ANY_PAIR));
    WholePass whole = new WholePass(queries, every, contenders);
    chunk.fill(block, 0, new Passes(List.of(whole), true, List.of(method)));
    contenders.open(block, ExcludedRows.NONE);
    contenders.expectNorm(chunk.rows().largestNorm());
    whole.over(chunk);
    int[] counts = new int[QUERIES];
    new BytePass(method, queries, every, contenders).count(chunk, ROWS, counts);
    return counts;
  }

  private float[][] unit(int count) {
    float[][] vectors = new float[count][DIMENSION];
    for (float[] vector : vectors) {
      double squares = 0;
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) random.nextGaussian();
        squares += vector[i] * vector[i];
      }
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] /= (float) Math.sqrt(squares);
      }
    }
    return vectors;
  }
}
