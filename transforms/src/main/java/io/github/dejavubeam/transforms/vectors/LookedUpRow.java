package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javax.annotation.Nullable;

/**
 * What is looked up of a neighbour, copied out of its block.
 *
 * @param id key of the example, UTF-8
 * @param objects its distinct annotated objects
 * @param label its class, null where it has none
 */
record LookedUpRow(byte[] id, List<LabelledObject> objects, @Nullable String label) {

  /** Headers of the objects that a row and a text take on the heap, and what refers to them. */
  private static final int ROW_BYTES = 160;

  private static final int TEXT_BYTES = 100;

  /** All rows of a block. */
  static List<LookedUpRow> of(VectorBlockFile block) {
    List<LookedUpRow> rows = new ArrayList<>(block.rows());
    for (int row = 0; row < block.rows(); row++) {
      rows.add(new LookedUpRow(block.idBytes(row), block.objects(row), block.label(row)));
    }
    return rows;
  }

  /** Shows the labels whose score is at least {@code minScore}. */
  void forEachLabel(double minScore, Consumer<String> consumer) {
    for (LabelledObject object : objects) {
      if (object.score() >= minScore) {
        consumer.accept(object.label());
      }
    }
  }

  /** About as many bytes as this takes on the heap. */
  long bytes() {
    long bytes = ROW_BYTES + id.length + (label == null ? 0 : bytes(label));
    for (LabelledObject object : objects) {
      bytes += bytes(object.label());
    }
    return bytes;
  }

  private static long bytes(String text) {
    return TEXT_BYTES + (long) Character.BYTES * text.length();
  }
}
