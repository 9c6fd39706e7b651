package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found does not depend on how scores are rounded. */
class MatrixEngineTest {

  private static final int DIMENSION = 10;
  private static final RowOrder BY_DESCENDING_ROW = (a, b) -> Long.compare(b, a);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void wrongScoresGiveRightNeighbours(boolean keepsBest) {
    for (double spread : new double[] {1, 1e-3, 1e-6, 1e-7}) {
      compareWithOracle(keepsBest, vectors(20, spread, 1), vectors(500, spread, 2), 12);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void rowsThatFloatsCannotScoreAreFoundToo(boolean keepsBest) {
    float[][] index = vectors(300, 1, 3);
    index[70][2] = 1e25f;
    index[71][3] = -1e25f;
    index[200][0] = 1e25f;
    float[][] queries = vectors(5, 1, 4);
    queries[3] = index[71].clone();
    compareWithOracle(keepsBest, queries, index, 300);
    compareWithOracle(keepsBest, queries, index, 4);
  }

  private static float[][] vectors(int count, double spread, long seed) {
    Random random = new Random(seed);
    float[][] vectors = new float[count][DIMENSION];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) (0.3 + spread * random.nextGaussian());
      }
    }
    return vectors;
  }

  private static void compareWithOracle(
      boolean keepsBest, float[][] queries, float[][] index, int k) {
    SearchEngine.BlockSearch search =
        new MatrixEngine(source(keepsBest))
            .search(new ArrayRows(queries, DIMENSION), k, BY_DESCENDING_ROW, index.length);
    search.addAll(List.of(new IndexBlock(0, new ArrayRows(index, DIMENSION))), ExcludedRows.NONE);
    for (int q = 0; q < queries.length; q++) {
      float[] query = queries[q];
      long[] expected =
          IntStream.range(0, index.length)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(
                          row -> ExactDistance.squared(query, 0, index[row], 0, DIMENSION))
                      .thenComparing(Comparator.reverseOrder()))
              .limit(k)
              .mapToLong(Integer::longValue)
              .toArray();
      assertEquals(expected.length, search.neighbors(q).size());
      assertArrayEquals(expected, search.neighbors(q).nearest(k, BY_DESCENDING_ROW));
    }
  }

  private static ScoreMatrix.Source source(boolean keepsBest) {
    return new ScoreMatrix.Source() {
      @Override
      public ScoreMatrix open(float[] queries, int count, int dimension, int best) {
        return new ErringMatrix(queries, count, dimension, keepsBest, 64, 7);
      }

      @Override
      public long bytesPerQuery(int dimension, int best) {
        return 0;
      }
    };
  }
}
