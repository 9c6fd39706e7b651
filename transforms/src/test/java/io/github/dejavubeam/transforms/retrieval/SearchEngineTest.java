package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** An engine against the definition: every distance in double, sorted by (distance, id). */
class SearchEngineTest {

  private final SearchEngine engine = new PanelEngine();

  /** Ids run against the row order, so that a tie broken by row would show. */
  private static final RowOrder BY_DESCENDING_ROW = (a, b) -> Long.compare(b, a);

  @Test
  void findsTheNearestOfGaussianVectors() {
    Random random = new Random(1);
    compareWithOracle(17, 300, 33, 10, () -> (float) random.nextGaussian());
  }

  @Test
  void breaksTiesByIdWhereManyRowsAreTheSame() {
    Random random = new Random(2);
    compareWithOracle(9, 400, 3, 25, () -> random.nextInt(2));
  }

  @Test
  void separatesNeighboursThatFloatsCannot() {
    Random random = new Random(3);
    compareWithOracle(20, 500, 64, 40, () -> 1 + 1e-7f * random.nextInt(3));
  }

  @Test
  void returnsAllRowsWhereKIsLarger() {
    Random random = new Random(4);
    compareWithOracle(3, 7, 5, 100, () -> (float) random.nextGaussian());
  }

  @Test
  void copesWithValuesWhoseProductsOverflowFloats() {
    Random random = new Random(5);
    compareWithOracle(5, 130, 8, 7, () -> 1e30f * random.nextInt(5));
  }

  @Test
  void copesWithValuesWhoseProductsVanishInFloats() {
    Random random = new Random(6);
    compareWithOracle(5, 130, 8, 7, () -> 1e-30f * random.nextInt(5));
  }

  @Test
  void neverReturnsARowThatIsNotANumber() {
    float[][] index = {{Float.NaN, 0}, {1, 0}, {Float.POSITIVE_INFINITY, Float.NaN}};
    NearestNeighbors found = search(new float[][] {{0, 0}}, index, 2, 3)[0];
    assertEquals(NearestNeighbors.ofSorted(new double[] {1}, new long[] {1}), found);
  }

  @Test
  void aQueryThatIsNotANumberHasNoNeighbours() {
    NearestNeighbors found =
        search(new float[][] {{Float.NaN, 0}}, new float[][] {{1, 0}}, 2, 3)[0];
    assertEquals(NearestNeighbors.NONE, found);
  }

  @Test
  void leavesOutExcludedRows() {
    SearchEngine.BlockSearch search =
        engine.search(new ArrayRows(new float[][] {{0}}, 1), 1, BY_DESCENDING_ROW);
    search.addAll(
        List.of(new IndexBlock(4, new ArrayRows(new float[][] {{0}, {3}}, 1))),
        new ExcludedRows(List.of(RowReference.of(4, 0))));
    assertEquals(RowReference.of(4, 1), search.neighbors(0).row(0));
  }

  @Test
  void refusesAnIndexOfAnotherDimension() {
    SearchEngine.BlockSearch search =
        engine.search(new ArrayRows(new float[][] {{0}}, 1), 1, BY_DESCENDING_ROW);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            search.addAll(
                List.of(new IndexBlock(0, new ArrayRows(new float[][] {{0, 1}}, 2))),
                ExcludedRows.NONE));
  }

  private void compareWithOracle(
      int queries, int rows, int dimension, int k, Supplier<Number> values) {
    float[][] query = random(queries, dimension, values);
    float[][] index = random(rows, dimension, values);
    NearestNeighbors[] found = search(query, index, dimension, k);
    for (int q = 0; q < queries; q++) {
      long[] expected = oracle(query[q], index, k);
      assertArrayEquals(expected, found[q].nearest(k, BY_DESCENDING_ROW), "query " + q);
      for (int i = 0; i < expected.length; i++) {
        assertEquals(
            distance(query[q], index[(int) expected[i]]), found[q].distance(i), "query " + q);
      }
    }
  }

  private NearestNeighbors[] search(float[][] query, float[][] index, int dimension, int k) {
    SearchEngine.BlockSearch search =
        engine.search(new ArrayRows(query, dimension), k, BY_DESCENDING_ROW);
    search.addAll(List.of(new IndexBlock(0, new ArrayRows(index, dimension))), ExcludedRows.NONE);
    NearestNeighbors[] found = new NearestNeighbors[query.length];
    java.util.Arrays.setAll(found, search::neighbors);
    return found;
  }

  private static long[] oracle(float[] query, float[][] index, int k) {
    List<Integer> order = new ArrayList<>();
    for (int row = 0; row < index.length; row++) {
      order.add(row);
    }
    order.sort(
        Comparator.<Integer>comparingDouble(row -> distance(query, index[row]))
            .thenComparing(Comparator.reverseOrder()));
    return order.stream().limit(k).mapToLong(Integer::longValue).toArray();
  }

  private static double distance(float[] a, float[] b) {
    double[] sums = new double[4];
    for (int i = 0; i < a.length; i++) {
      sums[i % 4] += ((double) a[i] - b[i]) * ((double) a[i] - b[i]);
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  private static float[][] random(int rows, int dimension, Supplier<Number> values) {
    float[][] result = new float[rows][dimension];
    for (float[] row : result) {
      for (int i = 0; i < dimension; i++) {
        row[i] = values.get().floatValue();
      }
    }
    return result;
  }
}
