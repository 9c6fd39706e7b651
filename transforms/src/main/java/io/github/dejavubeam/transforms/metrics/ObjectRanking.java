package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Ranks the labels of an example's nearest neighbours, which is the prediction of its objects
 * (Jayaraman et al. 2024, section 3; method, part 1 point 3): by the number of neighbours that
 * carry a label, descending, then by the nearest neighbour that carries it, then by the label in
 * {@link CodePointOrder}. The first n of a ranking are the prediction <i>top-n</i>, the whole
 * ranking is <i>all</i>; neighbours found for the largest k serve every smaller k.
 *
 * <p>Labels are whole numbers from 0 on, each standing for one string. An instance keeps its
 * scratch space between calls, 4 bytes a number up to the largest label, and is not thread safe.
 */
public final class ObjectRanking {

  private final IntFunction<String> names;

  /** By label, its slot plus one, 0 if it was not met; slots are numbered as labels are met. */
  private int[] slots = new int[64];

  private int met;

  private int[] labels = new int[64];
  private int[] counts = new int[64];
  private int[] nearest = new int[64];
  private int[] starts = new int[64];

  /**
   * A ranking of labels.
   *
   * @param names the string of a label, asked for only where labels tie otherwise
   */
  public ObjectRanking(IntFunction<String> names) {
    this.names = names;
  }

  /**
   * All labels of the first k neighbours, best first; of all neighbours where there are fewer.
   *
   * @param neighbours the labels of every neighbour, nearest first, no label twice in a neighbour
   * @throws IllegalArgumentException if k is below 1
   */
  public int[] rank(int[][] neighbours, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k must be at least 1");
    }
    forget();
    int used = Math.min(k, neighbours.length);
    for (int neighbour = 0; neighbour < used; neighbour++) {
      for (int label : neighbours[neighbour]) {
        count(label, neighbour);
      }
    }
    int[] ranking = slotsByCount(used);
    orderTiesByName(ranking);
    for (int i = 0; i < ranking.length; i++) {
      ranking[i] = labels[ranking[i]];
    }
    return ranking;
  }

  private void forget() {
    for (int slot = 0; slot < met; slot++) {
      slots[labels[slot]] = 0;
    }
    met = 0;
  }

  private void count(int label, int neighbour) {
    if (label >= slots.length) {
      slots = Arrays.copyOf(slots, Math.max(label + 1, 2 * slots.length));
    }
    int slot = slots[label] - 1;
    if (slot < 0) {
      slot = met++;
      slots[label] = met;
      labels = IntArrays.grow(labels, slot + 1);
      counts = IntArrays.grow(counts, slot + 1);
      nearest = IntArrays.grow(nearest, slot + 1);
      labels[slot] = label;
      counts[slot] = 0;
      nearest[slot] = neighbour;
    }
    counts[slot]++;
  }

  /** A counting sort. It is stable, and slots are numbered from the nearest neighbour on. */
  private int[] slotsByCount(int largestCount) {
    starts = IntArrays.grow(starts, largestCount + 1);
    Arrays.fill(starts, 0, largestCount + 1, 0);
    for (int slot = 0; slot < met; slot++) {
      starts[counts[slot]]++;
    }
    int start = 0;
    for (int count = largestCount; count >= 0; count--) {
      int length = starts[count];
      starts[count] = start;
      start += length;
    }
    int[] sorted = new int[met];
    for (int slot = 0; slot < met; slot++) {
      sorted[starts[counts[slot]]++] = slot;
    }
    return sorted;
  }

  private void orderTiesByName(int[] sorted) {
    int end;
    for (int start = 0; start < sorted.length; start = end) {
      end = start + 1;
      while (end < sorted.length && tied(sorted[start], sorted[end])) {
        end++;
      }
      if (end - start > 1) {
        IntArrays.quickSort(sorted, start, end, this::compareNames);
      }
    }
  }

  private boolean tied(int slot, int other) {
    return counts[slot] == counts[other] && nearest[slot] == nearest[other];
  }

  private int compareNames(int slot, int other) {
    return CodePointOrder.compare(names.apply(labels[slot]), names.apply(labels[other]));
  }
}
