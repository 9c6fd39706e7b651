package io.github.dejavubeam.transforms.vlm;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers the labels that a worker meets, so that they are counted as ints. Numbers hold for one
 * example: data with ever new labels does not fill the memory. One thread uses it.
 */
final class LabelNames {

  private static final int MAX_REMEMBERED = 1 << 18;

  private final Object2IntOpenHashMap<String> ordinals = new Object2IntOpenHashMap<>();
  private final List<String> names = new ArrayList<>();

  /** Begins another example. */
  void nextExample() {
    if (names.size() > MAX_REMEMBERED) {
      ordinals.clear();
      names.clear();
    }
  }

  /** The number of a label. */
  int ordinal(String label) {
    int ordinal = ordinals.getOrDefault(label, -1);
    if (ordinal < 0) {
      ordinal = names.size();
      ordinals.put(label, ordinal);
      names.add(label);
    }
    return ordinal;
  }

  /** The label of that number. */
  String name(int ordinal) {
    return names.get(ordinal);
  }
}
