package io.github.dejavubeam.transforms.engines;

import static io.github.dejavubeam.transforms.engines.Searches.BY_DESCENDING_ROW;
import static io.github.dejavubeam.transforms.engines.Searches.gaussian;
import static io.github.dejavubeam.transforms.engines.Searches.rows;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.retrieval.ArrayRows;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.retrieval.VectorRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** An engine against the definition: every distance in double, sorted by (distance, id). */
@ParameterizedClass
@EnumSource(TestedEngine.class)
class SearchEngineTest {

  @Parameter TestedEngine tested;

  @Test
  void findsTheNearestOfGaussianVectors() {
    compareWithOracle(17, 300, 33, 10, gaussian(new Random(1)));
  }

  @Test
  void findsTheNearestInAnyDimension() {
    for (int dimension : new int[] {1, 2, 7, 31, 64, 513}) {
      compareWithOracle(13, 200, dimension, 9, gaussian(new Random(dimension)));
    }
  }

  @Test
  void findsTheNearestOneAlone() {
    compareWithOracle(40, 500, 19, 1, gaussian(new Random(11)));
  }

  @Test
  void breaksTiesByIdWhereManyRowsAreTheSame() {
    Random random = new Random(2);
    compareWithOracle(9, 400, 3, 25, () -> random.nextInt(2));
  }

  @Test
  void breaksTiesByIdWhereAllRowsAreTheSame() {
    compareWithOracle(4, 700, 5, 10, () -> 0.3f);
  }

  @Test
  void separatesNeighboursThatFloatsCannot() {
    Random random = new Random(3);
    compareWithOracle(20, 500, 64, 40, () -> 1 + 1e-7f * random.nextInt(3));
  }

  @Test
  void separatesNearTiesOfClusteredUnitVectors() {
    Random random = new Random(12);
    float[][] centres = rows(5, 24, gaussian(random));
    compareWithOracle(
        nearCentres(10, centres, 1e-3, random), nearCentres(400, centres, 1e-7, random), 24, 30);
  }

  private static float[][] nearCentres(int count, float[][] centres, double spread, Random random) {
    float[][] rows = new float[count][centres[0].length];
    for (float[] row : rows) {
      float[] centre = centres[random.nextInt(centres.length)];
      double squares = 0;
      for (float component : centre) {
        squares += component * component;
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = (float) (centre[i] / Math.sqrt(squares) + spread * random.nextGaussian());
      }
    }
    return rows;
  }

  @Test
  void copesWithVeryDifferentLengths() {
    Random random = new Random(13);
    float[][] index = rows(600, 12, gaussian(random));
    float[][] queries = rows(30, 12, gaussian(random));
    for (float[][] some : List.of(index, queries)) {
      for (float[] row : some) {
        float length = (float) Math.pow(10, random.nextInt(13) - 6);
        for (int i = 0; i < row.length; i++) {
          row[i] *= length;
        }
      }
    }
    compareWithOracle(queries, index, 12, 20);
  }

  @Test
  void returnsAllRowsWhereKIsLarger() {
    compareWithOracle(3, 7, 5, 100, gaussian(new Random(4)));
    compareWithOracle(3, 700, 5, 1000, gaussian(new Random(4)));
  }

  @Test
  void copesWithValuesWhoseProductsOverflowFloats() {
    Random random = new Random(5);
    compareWithOracle(5, 130, 8, 7, () -> 1e30f * random.nextInt(5));
  }

  @Test
  void copesWithSomeRowsAndQueriesThatFloatsCannotScore() {
    Random random = new Random(14);
    compareWithOracle(
        20, 300, 3, 7, () -> (random.nextInt(40) == 0 ? 1e20 : 1) * random.nextGaussian());
  }

  @Test
  void copesWithValuesWhoseProductsVanishInFloats() {
    Random random = new Random(6);
    compareWithOracle(5, 130, 8, 7, () -> 1e-30f * random.nextInt(5));
    compareWithOracle(5, 130, 8, 7, () -> Float.MIN_VALUE * random.nextInt(5));
  }

  @Test
  void neverReturnsARowThatIsNotANumber() {
    float[][] index = {{Float.NaN, 0}, {1, 0}, {Float.POSITIVE_INFINITY, Float.NaN}};
    NearestNeighbors found = search(new float[][] {{0, 0}}, index, 2, 3)[0];
    assertEquals(NearestNeighbors.ofSorted(new double[] {1}, new long[] {1}), found);
  }

  @Test
  void aQueryThatIsNotANumberHasNoNeighbours() {
    NearestNeighbors[] found =
        search(new float[][] {{Float.NaN, 0}, {1, 0}}, new float[][] {{1, 0}}, 2, 3);
    assertEquals(NearestNeighbors.NONE, found[0]);
    assertEquals(NearestNeighbors.ofSorted(new double[] {0}, new long[] {0}), found[1]);
  }

  @Test
  void leavesOutExcludedRows() {
    Random random = new Random(15);
    float[][] index = rows(200, 4, gaussian(random));
    float[][] queries = rows(10, 4, gaussian(random));
    List<Long> excluded = IntStream.range(0, 150).mapToObj(row -> RowReference.of(4, row)).toList();
    SearchEngine.BlockSearch search =
        tested.engine().search(new ArrayRows(queries, 4), 3, BY_DESCENDING_ROW, index.length);
    search.addAll(List.of(new IndexBlock(4, new ArrayRows(index, 4))), new ExcludedRows(excluded));
    for (int q = 0; q < queries.length; q++) {
      float[] query = queries[q];
      long nearest =
          IntStream.range(150, 200)
              .boxed()
              .min(Comparator.comparingDouble(row -> distance(query, index[row])))
              .orElseThrow();
      assertEquals(RowReference.of(4, (int) nearest), search.neighbors(q).row(0));
      assertEquals(3, search.neighbors(q).size());
    }
  }

  @Test
  void blocksMayComeInSeveralCalls() {
    Random random = new Random(16);
    float[][] index = rows(300, 6, gaussian(random));
    float[][] queries = rows(10, 6, gaussian(random));
    SearchEngine.BlockSearch search =
        tested.engine().search(new ArrayRows(queries, 6), 20, BY_DESCENDING_ROW, index.length);
    for (int block = 0; block < 3; block++) {
      float[][] part = Arrays.copyOfRange(index, block * 100, block * 100 + 100);
      search.addAll(List.of(new IndexBlock(block, new ArrayRows(part, 6))), ExcludedRows.NONE);
    }
    NearestNeighbors[] whole = Searches.search(tested.engine(), queries, index, 6, 20, 100);
    for (int q = 0; q < queries.length; q++) {
      assertEquals(whole[q], search.neighbors(q));
    }
  }

  @Test
  void moreBlocksThanCanBePendingAreSearched() {
    Random random = new Random(17);
    float[][] index = rows(800, 6, gaussian(random));
    float[][] queries = rows(10, 6, gaussian(random));
    NearestNeighbors[] cut = Searches.search(tested.engine(), queries, index, 6, 20, 2);
    for (int q = 0; q < queries.length; q++) {
      long[] found = cut[q].nearest(20, BY_DESCENDING_ROW);
      assertArrayEquals(
          oracle(queries[q], index, 20),
          LongStream.of(found)
              .map(row -> RowReference.block(row) * 2L + RowReference.row(row))
              .toArray());
    }
  }

  @Test
  void rowsAreReadOnceMoreForWhatIsNearestInTheEnd() {
    Random random = new Random(18);
    float[][] index = rows(6_400, 16, gaussian(random));
    float[][] queries = rows(20, 16, gaussian(random));
    LongAdder readAgain = new LongAdder();
    SearchEngine.BlockSearch search =
        tested.engine().search(new ArrayRows(queries, 16), 10, BY_DESCENDING_ROW, index.length);
    search.addAll(
        IntStream.range(0, 32)
            .mapToObj(
                block -> {
                  float[][] part = Arrays.copyOfRange(index, block * 200, block * 200 + 200);
                  return new IndexBlock(block, new CountedRows(new ArrayRows(part, 16), readAgain));
                })
            .toList(),
        ExcludedRows.NONE);
    // Deciding at the end of each block reads some 10 (1 + 1/2 + ... + 1/32) rows a query.
    assertTrue(readAgain.sum() >= 20 * 10);
    assertTrue(readAgain.sum() < 20 * 12, "read again: " + readAgain);
  }

  /** Counts rows that are read one at a time. */
  private record CountedRows(ArrayRows counted, LongAdder single) implements VectorRows {

    @Override
    public int rows() {
      return counted.rows();
    }

    @Override
    public int dimension() {
      return counted.dimension();
    }

    @Override
    public void copyRow(int row, float[] target, int offset) {
      single.increment();
      counted.copyRow(row, target, offset);
    }

    @Override
    public void copyRows(int firstRow, int count, float[] target, int offset) {
      counted.copyRows(firstRow, count, target, offset);
    }
  }

  @Test
  void anEmptyBlockOfQueriesIsSearched() {
    assertEquals(0, search(new float[0][3], rows(5, 3, () -> 1), 3, 2).length);
  }

  @Test
  void refusesAnIndexOfAnotherDimension() {
    SearchEngine.BlockSearch search =
        tested.engine().search(new ArrayRows(new float[][] {{0}}, 1), 1, BY_DESCENDING_ROW, 1);
    List<IndexBlock> wider = List.of(new IndexBlock(0, new ArrayRows(new float[][] {{0, 1}}, 2)));
    assertThrows(IllegalArgumentException.class, () -> search.addAll(wider, ExcludedRows.NONE));
  }

  @Test
  void holdsMoreForLongerVectorsAndMoreNeighbours() {
    SearchEngine engine = tested.engine();
    assertTrue(engine.bytesPerQuery(64, 10) >= 64 * 4 + 10 * 16);
    assertTrue(engine.bytesPerQuery(65, 10) > engine.bytesPerQuery(64, 10));
    assertTrue(engine.bytesPerQuery(64, 11) > engine.bytesPerQuery(64, 10));
  }

  private void compareWithOracle(
      int queries, int rowCount, int dimension, int k, Supplier<Number> values) {
    float[][] query = rows(queries, dimension, values);
    compareWithOracle(query, rows(rowCount, dimension, values), dimension, k);
  }

  private void compareWithOracle(float[][] query, float[][] index, int dimension, int k) {
    NearestNeighbors[] found = search(query, index, dimension, k);
    for (int q = 0; q < query.length; q++) {
      long[] expected = oracle(query[q], index, k);
      assertArrayEquals(expected, found[q].nearest(k, BY_DESCENDING_ROW), "query " + q);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(
            distance(query[q], index[(int) expected[i]]), found[q].distance(i), "query " + q);
      }
    }
  }

  private NearestNeighbors[] search(float[][] query, float[][] index, int dimension, int k) {
    return Searches.search(tested.engine(), query, index, dimension, k);
  }

  private static long[] oracle(float[] query, float[][] index, int k) {
    return IntStream.range(0, index.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(row -> distance(query, index[row]))
                .thenComparing(Comparator.reverseOrder()))
        .limit(k)
        .mapToLong(Integer::longValue)
        .toArray();
  }

  private static double distance(float[] a, float[] b) {
    double[] sums = new double[4];
    for (int i = 0; i < a.length; i++) {
      sums[i % 4] += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }
}
