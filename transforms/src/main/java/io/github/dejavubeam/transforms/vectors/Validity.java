package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;
import org.apache.arrow.vector.FieldVector;

/**
 * Which rows of a column of a mapped block have a value. Thread safe.
 *
 * @param some whether any row has one
 * @param bits a bit a row, the least significant first, set where it has one; null where all rows
 *     are alike
 */
record Validity(boolean some, @Nullable ByteBuffer bits) {

  /**
   * That of a column.
   *
   * @throws IOException if the column is too short
   */
  static Validity of(MappedBatch batch, FieldVector column) throws IOException {
    int rows = column.getValueCount();
    int nulls = column.getNullCount();
    // Where all rows are alike Arrow makes the bits up, so that they are not in the file.
    ByteBuffer bits =
        nulls == 0 || nulls == rows
            ? null
            : batch.bytes(column.getValidityBuffer(), (rows + 7L) / Byte.SIZE);
    return new Validity(nulls < rows, bits);
  }

  boolean has(int row) {
    return bits == null ? some : (bits.get(row / Byte.SIZE) & 1 << row % Byte.SIZE) != 0;
  }
}
