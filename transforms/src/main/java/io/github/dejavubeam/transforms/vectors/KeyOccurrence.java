package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlockLayout;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/** A row that carries a key. Of several, the least by (content hash, row) is the one to keep. */
final class KeyOccurrence implements Comparable<KeyOccurrence> {

  static final Coder<KeyOccurrence> CODER = new OccurrenceCoder();

  private final byte[] hash;
  private final long row;

  KeyOccurrence(byte[] hash, long row) {
    this.hash = hash;
    this.row = row;
  }

  long row() {
    return row;
  }

  @Override
  public int compareTo(KeyOccurrence that) {
    int order = Arrays.compareUnsigned(hash, that.hash);
    return order != 0 ? order : Long.compare(row, that.row);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof KeyOccurrence that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(hash) + Long.hashCode(row);
  }

  @Override
  public String toString() {
    return "KeyOccurrence[row " + row + "]";
  }

  private static final class OccurrenceCoder extends CustomCoder<KeyOccurrence> {
    @Override
    public void encode(KeyOccurrence value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.write(value.hash);
      data.writeLong(value.row);
      data.flush();
    }

    @Override
    public KeyOccurrence decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      byte[] hash = new byte[VectorBlockLayout.HASH_BYTES];
      data.readFully(hash);
      return new KeyOccurrence(hash, data.readLong());
    }

    @Override
    public void verifyDeterministic() {}
  }
}
