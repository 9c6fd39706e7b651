package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlockLayout;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;
import org.apache.beam.sdk.util.VarInt;

/**
 * The rows that carry one key: the one to keep, least by (content hash, row), and the others,
 * sorted.
 */
final class KeyOccurrences {

  static final Coder<KeyOccurrences> CODER = new OccurrencesCoder();

  private final byte[] hash;
  private final long kept;
  private final LongList others;

  private KeyOccurrences(byte[] hash, long kept, LongList others) {
    this.hash = hash;
    this.kept = kept;
    this.others = others;
  }

  static KeyOccurrences of(byte[] hash, long row) {
    return new KeyOccurrences(hash, row, new LongArrayList());
  }

  LongList others() {
    return others;
  }

  private KeyOccurrences merge(KeyOccurrences that) {
    int order = Arrays.compareUnsigned(hash, that.hash);
    boolean keepMine = order < 0 || (order == 0 && kept < that.kept);
    LongArrayList merged = new LongArrayList(others);
    merged.addAll(that.others);
    merged.add(keepMine ? that.kept : kept);
    merged.sort(null);
    return new KeyOccurrences(keepMine ? hash : that.hash, keepMine ? kept : that.kept, merged);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof KeyOccurrences that
        && Arrays.equals(hash, that.hash)
        && kept == that.kept
        && others.equals(that.others);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash) + 31 * (Long.hashCode(kept) + 31 * others.hashCode());
  }

  @Override
  public String toString() {
    return "KeyOccurrences[kept " + kept + ", others " + others + "]";
  }

  /** Merges the rows of one key. */
  static final class Merge extends BinaryCombineFn<KeyOccurrences> {
    @Override
    public KeyOccurrences apply(KeyOccurrences left, KeyOccurrences right) {
      return left.merge(right);
    }

    @Override
    public Coder<KeyOccurrences> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KeyOccurrences> inputCoder) {
      return inputCoder;
    }
  }

  private static final class OccurrencesCoder extends CustomCoder<KeyOccurrences> {
    @Override
    public void encode(KeyOccurrences value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.write(value.hash);
      data.writeLong(value.kept);
      VarInt.encode(value.others.size(), data);
      for (long row : value.others) {
        data.writeLong(row);
      }
      data.flush();
    }

    @Override
    public KeyOccurrences decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      byte[] hash = new byte[VectorBlockLayout.HASH_BYTES];
      data.readFully(hash);
      long kept = data.readLong();
      int size = VarInt.decodeInt(data);
      LongArrayList others = new LongArrayList(size);
      for (int i = 0; i < size; i++) {
        others.add(data.readLong());
      }
      return new KeyOccurrences(hash, kept, others);
    }

    @Override
    public void verifyDeterministic() {}
  }
}
