package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.ArrayList;
import java.util.List;

/** The examples of a block under construction, all but their vectors. */
public final class BlockRows {

  /**
   * One example.
   *
   * @param id its key
   * @param imageHash 16 bytes, null without an image
   * @param captionHash 16 bytes, null without a caption
   * @param exampleHash 16 bytes
   * @param objects distinct annotated objects
   */
  public record Row(
      String id,
      byte[] imageHash,
      byte[] captionHash,
      byte[] exampleHash,
      List<LabelledObject> objects) {}

  private final List<Row> rows = new ArrayList<>();

  /** Appends an example and returns its row. */
  public int add(Row row) {
    rows.add(row);
    return rows.size() - 1;
  }

  /** Number of examples. */
  public int size() {
    return rows.size();
  }

  /** Forgets all examples. */
  public void clear() {
    rows.clear();
  }

  List<Row> rows() {
    return rows;
  }
}
