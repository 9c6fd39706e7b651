package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.util.Arrays;

/**
 * The definition of the answer, by brute force: squared distances in double precision, {@code Σ
 * (q_i - p_i)²} summed from the first component to the last, of all rows; ordered by distance, then
 * by row. Shares no code with the engines. One thread uses it.
 *
 * <p>Panels of rows are laid out component by component, so that one step adds to the sums of a
 * whole panel; each sum still runs in the order above.
 */
final class ExactOracle {

  private static final int PANEL = 64;

  private final FloatRows queries;
  private final int k;
  private final double[][] distances;
  private final long[][] rows;
  private final int[] sizes;
  private final double[] panel;
  private final double[] sums = new double[PANEL];

  ExactOracle(FloatRows queries, int k) {
    this.queries = queries;
    this.k = k;
    distances = new double[queries.rows()][k];
    rows = new long[queries.rows()][k];
    sizes = new int[queries.rows()];
    panel = new double[PANEL * queries.dimension()];
  }

  /** Lets the rows of a block compete. */
  void add(int block, FloatRows index) {
    for (int start = 0; start < index.rows(); start += PANEL) {
      int count = Math.min(PANEL, index.rows() - start);
      layOut(index, start, count);
      for (int query = 0; query < sizes.length; query++) {
        sum(query);
        for (int row = 0; row < count; row++) {
          offer(query, sums[row], RowReference.of(block, start + row));
        }
      }
    }
  }

  /** Lets what another oracle found for the same queries compete. */
  void add(ExactOracle other) {
    for (int query = 0; query < sizes.length; query++) {
      for (int i = 0; i < other.sizes[query]; i++) {
        offer(query, other.distances[query][i], other.rows[query][i]);
      }
    }
  }

  /** The nearest rows of a query: k of them, or all where there are fewer. */
  long[] nearest(int query) {
    return Arrays.copyOf(rows[query], sizes[query]);
  }

  private void layOut(FloatRows index, int start, int count) {
    int dimension = index.dimension();
    for (int row = 0; row < count; row++) {
      int offset = (start + row) * dimension;
      for (int i = 0; i < dimension; i++) {
        panel[i * PANEL + row] = index.values()[offset + i];
      }
    }
  }

  private void sum(int query) {
    Arrays.fill(sums, 0);
    int dimension = queries.dimension();
    for (int i = 0; i < dimension; i++) {
      double component = queries.values()[query * dimension + i];
      int base = i * PANEL;
      for (int row = 0; row < PANEL; row++) {
        double difference = component - panel[base + row];
        sums[row] += difference * difference;
      }
    }
  }

  private void offer(int query, double distance, long row) {
    double[] best = distances[query];
    long[] bestRows = rows[query];
    int size = sizes[query];
    if (size == k && !precedes(distance, row, best[k - 1], bestRows[k - 1])) {
      return;
    }
    int place = size == k ? k - 1 : size;
    for (; place > 0 && precedes(distance, row, best[place - 1], bestRows[place - 1]); place--) {
      best[place] = best[place - 1];
      bestRows[place] = bestRows[place - 1];
    }
    best[place] = distance;
    bestRows[place] = row;
    sizes[query] = Math.min(k, size + 1);
  }

  private static boolean precedes(double distance, long row, double otherDistance, long otherRow) {
    return distance < otherDistance || (distance == otherDistance && row < otherRow);
  }
}
