package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.arrow.vector.VarCharVector;

/**
 * A column of texts of a mapped block, looked at where they lie. Thread safe.
 *
 * @param validity which rows have a text
 * @param starts where the text of each row starts in {@code utf8}, as an int, and the last ends
 * @param utf8 the texts, one after the other
 */
record TextColumn(Validity validity, ByteBuffer starts, ByteBuffer utf8) {

  /**
   * The first rows of that column.
   *
   * @throws IOException if it is too short, or its texts overlap
   */
  static TextColumn of(MappedBatch batch, VarCharVector column, int rows) throws IOException {
    ByteBuffer starts = batch.starts(column.getOffsetBuffer(), rows);
    return new TextColumn(
        Validity.of(batch, column),
        starts,
        batch.bytes(column.getDataBuffer(), starts.getInt(rows * Integer.BYTES)));
  }

  /** The text of a row in UTF-8, null where it has none. */
  @Nullable
  byte[] bytes(int row) {
    if (!validity.has(row)) {
      return null;
    }
    int start = starts.getInt(row * Integer.BYTES);
    byte[] text = new byte[starts.getInt((row + 1) * Integer.BYTES) - start];
    utf8.get(start, text);
    return text;
  }

  /** Reads the beginning of the text of a row, if it has any. */
  int touch(int row) {
    int start = starts.getInt(row * Integer.BYTES);
    return start < utf8.capacity() ? utf8.get(start) : 0;
  }

  /** Shows the text of a row, which must have one. */
  void show(int row, LabelConsumer consumer) {
    int start = starts.getInt(row * Integer.BYTES);
    consumer.accept(utf8, start, starts.getInt((row + 1) * Integer.BYTES) - start);
  }

  /** The text of a row, null where it has none. */
  @Nullable
  String text(int row) {
    byte[] text = bytes(row);
    return text == null ? null : new String(text, StandardCharsets.UTF_8);
  }
}
