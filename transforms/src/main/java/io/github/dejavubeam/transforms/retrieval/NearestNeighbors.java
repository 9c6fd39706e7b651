package io.github.dejavubeam.transforms.retrieval;

import java.util.Arrays;

/**
 * Candidates for the nearest rows of one query: squared distances ascending, and where two are
 * equal, row references ascending.
 *
 * <p>A search of part of an index yields its k nearest in the final order (distance, then id).
 * Merging parts needs no ids: it keeps the k smallest distances <em>and every candidate that ties
 * with the k-th</em>. What it drops is strictly farther than k others, so the true k nearest always
 * survive; how ties are broken is left to the one who knows the ids. Each part contributes at most
 * k, so a merge of g parts holds at most g·k candidates.
 */
public final class NearestNeighbors {

  /** Nothing found. */
  public static final NearestNeighbors NONE = new NearestNeighbors(new double[0], new long[0]);

  private final double[] distances;
  private final long[] rows;

  private NearestNeighbors(double[] distances, long[] rows) {
    this.distances = distances;
    this.rows = rows;
  }

  /**
   * Candidates sorted by (distance, row).
   *
   * @param distances squared distances, none NaN, ascending
   * @param rows row references, ascending where distances are equal
   * @throws IllegalArgumentException if the lengths differ or the order is another
   */
  public static NearestNeighbors ofSorted(double[] distances, long[] rows) {
    if (distances.length != rows.length) {
      throw new IllegalArgumentException("as many distances as rows are needed");
    }
    for (int i = 0; i < rows.length; i++) {
      if (Double.isNaN(distances[i]) || (i > 0 && !precedes(distances, rows, i - 1, i))) {
        throw new IllegalArgumentException("neighbours are not sorted by distance and row");
      }
    }
    return new NearestNeighbors(distances.clone(), rows.clone());
  }

  private static boolean precedes(double[] distances, long[] rows, int first, int second) {
    return distances[first] < distances[second]
        || (distances[first] == distances[second] && rows[first] < rows[second]);
  }

  /** Number of candidates. */
  public int size() {
    return rows.length;
  }

  /** Squared distance of candidate {@code i}. */
  public double distance(int i) {
    return distances[i];
  }

  /** Row reference of candidate {@code i}. */
  public long row(int i) {
    return rows[i];
  }

  /**
   * The candidates of both, less those that k others are strictly nearer than. The two must come
   * from disjoint rows.
   *
   * @param k how many neighbours are wanted, at least 1
   */
  public NearestNeighbors merge(NearestNeighbors other, int k) {
    if (other.size() == 0 && size() <= k) {
      return this;
    }
    if (size() == 0 && other.size() <= k) {
      return other;
    }
    int total = size() + other.size();
    double[] merged = new double[total];
    long[] mergedRows = new long[total];
    int mine = 0;
    int theirs = 0;
    int kept = 0;
    while (mine + theirs < total) {
      boolean takeMine =
          theirs == other.size()
              || (mine < size()
                  && (distances[mine] < other.distances[theirs]
                      || (distances[mine] == other.distances[theirs]
                          && rows[mine] < other.rows[theirs])));
      double distance = takeMine ? distances[mine] : other.distances[theirs];
      if (kept >= k && distance > merged[k - 1]) {
        break;
      }
      merged[kept] = distance;
      mergedRows[kept] = takeMine ? rows[mine++] : other.rows[theirs++];
      kept++;
    }
    return new NearestNeighbors(Arrays.copyOf(merged, kept), Arrays.copyOf(mergedRows, kept));
  }

  /**
   * The k nearest in the final order: distance, then id.
   *
   * @param k how many neighbours are wanted, at least 1; fewer are returned where there are fewer
   * @param order which of two rows has the smaller id
   * @return row references; their distances are the first of {@link #distance(int)}
   */
  public long[] nearest(int k, RowOrder order) {
    long[] sorted = rows.clone();
    for (int start = 0; start < sorted.length; ) {
      int end = start + 1;
      while (end < sorted.length && distances[end] == distances[start]) {
        end++;
      }
      sortById(sorted, start, end, order);
      start = end;
    }
    return sorted.length <= k ? sorted : Arrays.copyOf(sorted, k);
  }

  private static void sortById(long[] rows, int start, int end, RowOrder order) {
    if (end - start > 1) {
      Long[] tied = new Long[end - start];
      for (int i = start; i < end; i++) {
        tied[i - start] = rows[i];
      }
      Arrays.sort(tied, order::compare);
      for (int i = start; i < end; i++) {
        rows[i] = tied[i - start];
      }
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof NearestNeighbors other
        && Arrays.equals(distances, other.distances)
        && Arrays.equals(rows, other.rows);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(distances) + Arrays.hashCode(rows);
  }

  @Override
  public String toString() {
    return "NearestNeighbors" + Arrays.toString(distances) + Arrays.toString(rows);
  }
}
