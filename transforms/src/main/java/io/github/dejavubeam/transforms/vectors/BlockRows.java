package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;

/**
 * The examples of a block under construction, all but their vectors.
 *
 * <p>A block is mapped as a whole, which Java does for files below 2 GiB. Its vectors and hashes
 * get 1.5 GiB, see {@link #mostRows}; its keys, labels and captions 0.4 GiB, after which it is
 * full.
 */
public final class BlockRows {

  private static final long MAX_FIXED_BYTES = 3L << 29;
  private static final long MAX_TEXT_BYTES = 400L << 20;

  /** Hashes, offsets and validity of a row. */
  private static final int ROW_BYTES = 80;

  /** Score and offset of a label. */
  private static final int LABEL_BYTES = 12;

  private static final int MAX_UTF8_BYTES_PER_CHAR = 3;

  /**
   * One example.
   *
   * @param id its key
   * @param imageHash 16 bytes, null without an image
   * @param captionHash 16 bytes, null without a caption
   * @param exampleHash 16 bytes
   * @param objects distinct annotated objects
   * @param label its class, null where it has none
   * @param tags what is seen in its background
   * @param caption as it was read, null without one
   */
  public record Row(
      String id,
      byte[] imageHash,
      byte[] captionHash,
      byte[] exampleHash,
      List<LabelledObject> objects,
      @Nullable String label,
      List<LabelledObject> tags,
      @Nullable String caption) {

    /** An example without class, tags and caption. */
    public Row(
        String id,
        byte[] imageHash,
        byte[] captionHash,
        byte[] exampleHash,
        List<LabelledObject> objects) {
      this(id, imageHash, captionHash, exampleHash, objects, null, List.of(), null);
    }
  }

  private final List<Row> rows = new ArrayList<>();
  private long textBytes;

  /** Most examples of a block of such vectors. */
  public static long mostRows(int dimension, VectorType type) {
    // A component has a bit of its own in the file beside its value.
    long vectorBytes = (long) dimension * type.bytes() + dimension / Byte.SIZE;
    return MAX_FIXED_BYTES / (vectorBytes + ROW_BYTES);
  }

  /** Appends an example and returns its row. */
  public int add(Row row) {
    rows.add(row);
    textBytes += bytes(row.id()) + bytes(row.label()) + bytes(row.caption());
    textBytes += bytes(row.objects()) + bytes(row.tags());
    return rows.size() - 1;
  }

  /** Gives an example objects in place of those that it has. */
  public void setObjects(int row, List<LabelledObject> objects) {
    Row old = rows.get(row);
    textBytes += bytes(objects) - bytes(old.objects());
    rows.set(
        row,
        new Row(
            old.id(),
            old.imageHash(),
            old.captionHash(),
            old.exampleHash(),
            objects,
            old.label(),
            old.tags(),
            old.caption()));
  }

  private static long bytes(@Nullable String text) {
    return text == null ? 0 : (long) text.length() * MAX_UTF8_BYTES_PER_CHAR;
  }

  private static long bytes(List<LabelledObject> labels) {
    long bytes = 0;
    for (LabelledObject label : labels) {
      bytes += bytes(label.label()) + LABEL_BYTES;
    }
    return bytes;
  }

  /** Whether the block should be written: it has so many examples, or too much text for more. */
  public boolean isFull(int maxRows) {
    return rows.size() >= maxRows || textBytes >= MAX_TEXT_BYTES;
  }

  /**
   * Whether a block that was not over full before it got other labels has become so: they may take
   * as much again as all text of a full block, in place of its vectors.
   */
  public boolean isOverfull() {
    return textBytes >= 2 * MAX_TEXT_BYTES;
  }

  /** Number of examples. */
  public int size() {
    return rows.size();
  }

  /** Forgets all examples. */
  public void clear() {
    rows.clear();
    textBytes = 0;
  }

  List<Row> rows() {
    return rows;
  }
}
