package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/**
 * The running k nearest rows of one query, as a binary heap with the farthest on top. Order:
 * squared distance, then id. Primitive arrays of k entries; not thread safe.
 */
final class NearestRows {

  private final double[] distances;
  private final long[] rows;
  private final RowOrder order;
  private int size;

  NearestRows(int k, RowOrder order) {
    this.distances = new double[k];
    this.rows = new long[k];
    this.order = order;
  }

  /** The distance that a row must not exceed to enter; infinite until k rows are held. */
  double threshold() {
    return size < rows.length ? Double.POSITIVE_INFINITY : distances[0];
  }

  /** Offers a row at an exact squared distance; one that is NaN is never near. */
  void offer(double distance, long row) {
    if (Double.isNaN(distance)) {
      return;
    }
    if (size < rows.length) {
      siftUp(size++, distance, row);
    } else if (farther(distances[0], rows[0], distance, row)) {
      siftDown(distance, row);
    }
  }

  /** What is held, in the form that parts of an index are merged in. */
  NearestNeighbors neighbors() {
    double[] ascending = Arrays.copyOf(distances, size);
    long[] ascendingRows = Arrays.copyOf(rows, size);
    it.unimi.dsi.fastutil.Arrays.quickSort(
        0,
        size,
        (a, b) ->
            ascending[a] == ascending[b]
                ? Long.compare(ascendingRows[a], ascendingRows[b])
                : Double.compare(ascending[a], ascending[b]),
        (a, b) -> {
          double distance = ascending[a];
          ascending[a] = ascending[b];
          ascending[b] = distance;
          long row = ascendingRows[a];
          ascendingRows[a] = ascendingRows[b];
          ascendingRows[b] = row;
        });
    return NearestNeighbors.ofSorted(ascending, ascendingRows);
  }

  private boolean farther(double distance, long row, double otherDistance, long otherRow) {
    return distance > otherDistance
        || (distance == otherDistance && order.compare(row, otherRow) > 0);
  }

  private void siftUp(int start, double distance, long row) {
    int hole = start;
    while (hole > 0) {
      int parent = (hole - 1) >>> 1;
      if (!farther(distance, row, distances[parent], rows[parent])) {
        break;
      }
      distances[hole] = distances[parent];
      rows[hole] = rows[parent];
      hole = parent;
    }
    distances[hole] = distance;
    rows[hole] = row;
  }

  private void siftDown(double distance, long row) {
    int hole = 0;
    while (2 * hole + 1 < size) {
      int child = 2 * hole + 1;
      if (child + 1 < size
          && farther(distances[child + 1], rows[child + 1], distances[child], rows[child])) {
        child++;
      }
      if (!farther(distances[child], rows[child], distance, row)) {
        break;
      }
      distances[hole] = distances[child];
      rows[hole] = rows[child];
      hole = child;
    }
    distances[hole] = distance;
    rows[hole] = row;
  }
}
