package io.github.dejavubeam.transforms.vlm;

import it.unimi.dsi.fastutil.HashCommon;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers the labels that a worker meets, so that they are counted as ints; a string is made of a
 * label when it is met first. Numbers hold for one example: data with ever new labels does not fill
 * the memory. One thread uses it.
 */
final class LabelNames {

  private static final int MAX_REMEMBERED = 1 << 18;
  private static final int FIRST_SLOTS = 1 << 10;

  private final List<byte[]> labels = new ArrayList<>();
  private final List<String> names = new ArrayList<>();

  /** Numbers of labels plus one, where their hashes say or the next place that was free; else 0. */
  private int[] slots = new int[FIRST_SLOTS];

  private byte[] label = new byte[64];

  /** Begins another example. */
  void nextExample() {
    if (labels.size() > MAX_REMEMBERED) {
      labels.clear();
      names.clear();
      slots = new int[FIRST_SLOTS];
    }
  }

  /**
   * The number of a label.
   *
   * @param utf8 bytes that hold it from {@code start} on
   */
  int ordinal(ByteBuffer utf8, int start, int length) {
    if (label.length < length) {
      label = new byte[2 * length];
    }
    utf8.get(start, label, 0, length);
    int slot = slot(label, length);
    if (slots[slot] == 0) {
      add(Arrays.copyOf(label, length));
      slots[slot] = labels.size();
      if (2 * labels.size() > slots.length) {
        spread();
      }
      return labels.size() - 1;
    }
    return slots[slot] - 1;
  }

  private void add(byte[] utf8) {
    labels.add(utf8);
    names.add(new String(utf8, StandardCharsets.UTF_8));
  }

  private void spread() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < labels.size(); i++) {
      slots[slot(labels.get(i), labels.get(i).length)] = i + 1;
    }
  }

  /** The slot of a label, or the free one that it may have. */
  private int slot(byte[] utf8, int length) {
    int hash = 0;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + utf8[i];
    }
    int slot = HashCommon.mix(hash) & (slots.length - 1);
    while (slots[slot] != 0 && !isAt(slot, utf8, length)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private boolean isAt(int slot, byte[] utf8, int length) {
    byte[] there = labels.get(slots[slot] - 1);
    return Arrays.equals(there, 0, there.length, utf8, 0, length);
  }

  /** The label of that number. */
  String name(int ordinal) {
    return names.get(ordinal);
  }
}
