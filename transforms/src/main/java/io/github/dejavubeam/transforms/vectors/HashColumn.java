package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlockLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.annotation.Nullable;
import org.apache.arrow.vector.FixedSizeBinaryVector;

/**
 * A column of hashes of a mapped block. Thread safe.
 *
 * @param validity which rows have a hash
 * @param hashes {@value VectorBlockLayout#HASH_BYTES} bytes a row
 */
record HashColumn(Validity validity, ByteBuffer hashes) {

  /**
   * That column.
   *
   * @throws IOException if it is too short
   */
  static HashColumn of(MappedBatch batch, FixedSizeBinaryVector column) throws IOException {
    long bytes = (long) column.getValueCount() * VectorBlockLayout.HASH_BYTES;
    return new HashColumn(Validity.of(batch, column), batch.bytes(column.getDataBuffer(), bytes));
  }

  /** The hash of a row, null where it has none. */
  @Nullable
  byte[] hash(int row) {
    if (!validity.has(row)) {
      return null;
    }
    byte[] hash = new byte[VectorBlockLayout.HASH_BYTES];
    hashes.get(row * VectorBlockLayout.HASH_BYTES, hash);
    return hash;
  }
}
