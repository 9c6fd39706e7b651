package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some rows of an index block, copied where an engine wants them, with what float32 scores need:
 * {@code -|p|²/2} and the largest norm. Reused from one part of the index to the next.
 *
 * <p>A row that {@link RoundingBound} does not cover is all zeros here with an infinite start, so
 * that any sum of products leaves it a score above every threshold; one that is not a number has a
 * negative infinite start, below every threshold.
 */
final class RowChunk {

  private final int capacity;
  private final int dimension;
  private final float[] values;
  private final float[] starts;
  private IndexBlock block;
  private int first;
  private int count;
  private double largestNorm;
  private int[] unscored = new int[0];

  /** Room for so many rows. */
  RowChunk(int capacity, int dimension) {
    this.capacity = capacity;
    this.dimension = dimension;
    values = new float[Math.multiplyExact(capacity, dimension)];
    starts = new float[capacity];
  }

  /** Copies the next rows of a block, as many as there is room for. */
  void fill(IndexBlock from, int firstRow) {
    block = from;
    first = firstRow;
    count = Math.min(capacity, from.rows().rows() - firstRow);
    largestNorm = 0;
    IntStream.Builder infinite = IntStream.builder();
    from.rows().copyRows(first, count, values, 0);
    for (int r = 0; r < count; r++) {
      double squares = ExactDistance.squaredNorm(values, r * dimension, dimension);
      double norm = Math.sqrt(squares);
      if (norm <= RoundingBound.LARGEST_NORM) {
        starts[r] = (float) (-squares / 2);
        largestNorm = Math.max(largestNorm, norm);
      } else {
        if (Double.isNaN(norm)) {
          starts[r] = Float.NEGATIVE_INFINITY;
        } else {
          starts[r] = Float.POSITIVE_INFINITY;
          infinite.add(r);
        }
        Arrays.fill(values, r * dimension, (r + 1) * dimension, 0);
      }
    }
    Arrays.fill(starts, count, capacity, Float.NEGATIVE_INFINITY);
    unscored = infinite.build().toArray();
  }

  IndexBlock block() {
    return block;
  }

  /** Row of the block that is row 0 here. */
  int first() {
    return first;
  }

  int capacity() {
    return capacity;
  }

  int count() {
    return count;
  }

  int dimension() {
    return dimension;
  }

  /** Largest norm of the rows that float32 can score. */
  double largestNorm() {
    return largestNorm;
  }

  /** Shape [capacity, dimension], zeros or left-overs beyond {@link #count}. */
  float[] values() {
    return values;
  }

  /** What the score of each row starts from; negative infinity beyond {@link #count}. */
  float[] starts() {
    return starts;
  }

  /** Rows that no float stands for: every query has to look at them. */
  int[] unscored() {
    return unscored;
  }
}
