package io.github.dejavubeam.transforms.gallery;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Tells which examples can still be among the first of their comparison, so that only these are
 * spelled out: about {@code count * ln(n / count)} of n. One thread uses it.
 */
public final class GalleryContest {

  private record Entry(double score, String id) {}

  // The last of those admitted is the first to go.
  private static final Comparator<Entry> LAST_FIRST =
      Comparator.comparingDouble(Entry::score)
          .thenComparing(Entry::id, (a, b) -> CodePointOrder.compare(b, a));

  private final int count;
  private final Map<Integer, PriorityQueue<Entry>> admitted = new HashMap<>();

  /**
   * A contest.
   *
   * @param count number of first examples of each comparison
   */
  public GalleryContest(int count) {
    this.count = count;
  }

  /**
   * Whether an example is among the first of those that were asked for.
   *
   * @param place of its comparison
   * @param score how memorized it is
   */
  public boolean admits(int place, double score, String id) {
    if (count < 1) {
      return false;
    }
    PriorityQueue<Entry> entries =
        admitted.computeIfAbsent(place, key -> new PriorityQueue<>(LAST_FIRST));
    Entry entry = new Entry(score, id);
    if (entries.size() == count) {
      if (LAST_FIRST.compare(entry, entries.peek()) <= 0) {
        return false;
      }
      entries.remove();
    }
    entries.add(entry);
    return true;
  }
}
