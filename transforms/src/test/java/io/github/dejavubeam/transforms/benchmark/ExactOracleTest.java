package io.github.dejavubeam.transforms.benchmark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExactOracleTest {

  private static final int DIMENSION = 3;

  /** Small whole numbers, so that many distances are equal. */
  private static FloatRows random(int rows, long seed) {
    Random random = new Random(seed);
    float[] values = new float[rows * DIMENSION];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(3);
    }
    return new FloatRows(values, rows, DIMENSION);
  }

  private static double distance(FloatRows a, int row, FloatRows b, int other) {
    double sum = 0;
    for (int i = 0; i < DIMENSION; i++) {
      double difference = a.values()[row * DIMENSION + i] - b.values()[other * DIMENSION + i];
      sum += difference * difference;
    }
    return sum;
  }

  @Test
  void findsWhatSortingAllRowsFinds() {
    FloatRows index = random(150, 1);
    FloatRows queries = random(10, 2);
    for (int k : new int[] {1, 7, 150, 200}) {
      ExactOracle oracle = new ExactOracle(queries, k);
      oracle.add(3, index);
      for (int query = 0; query < queries.rows(); query++) {
        int number = query;
        long[] expected =
            IntStream.range(0, index.rows())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> distance(queries, number, index, row)))
                .limit(k)
                .mapToLong(row -> RowReference.of(3, row))
                .toArray();
        assertArrayEquals(expected, oracle.nearest(query));
      }
    }
  }

  @Test
  void partsOfAnIndexAddUpInAnyOrder() {
    FloatRows queries = random(5, 3);
    ExactOracle whole = new ExactOracle(queries, 9);
    ExactOracle first = new ExactOracle(queries, 9);
    ExactOracle second = new ExactOracle(queries, 9);
    whole.add(0, random(100, 4));
    whole.add(1, random(80, 5));
    first.add(1, random(80, 5));
    second.add(0, random(100, 4));
    first.add(second);
    for (int query = 0; query < queries.rows(); query++) {
      assertArrayEquals(whole.nearest(query), first.nearest(query));
    }
  }
}
