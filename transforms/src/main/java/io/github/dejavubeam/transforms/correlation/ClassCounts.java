package io.github.dejavubeam.transforms.correlation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** How many examples a class has, and how many of them each predictor gets right. */
public final class ClassCounts {

  private final long[] right;
  private long n;

  ClassCounts(int predictors) {
    right = new long[predictors];
  }

  void add(ExampleOutcome outcome) {
    n++;
    for (int i = 0; i < right.length; i++) {
      right[i] += outcome.isTop1(i) ? 1 : 0;
    }
  }

  void merge(ClassCounts other) {
    n += other.n;
    for (int i = 0; i < right.length; i++) {
      right[i] += other.right[i];
    }
  }

  /** Examples of the class. */
  public long n() {
    return n;
  }

  /** Those whose class is the best of that predictor. */
  public long right(int predictor) {
    return right[predictor];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCounts counts
        && n == counts.n
        && Arrays.equals(right, counts.right);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(right) + Long.hashCode(n);
  }

  /** Writes all numbers. */
  static final class Coder extends AtomicCoder<ClassCounts> {

    @Override
    public void encode(ClassCounts counts, OutputStream out) throws IOException {
      VarInt.encode(counts.right.length, out);
      VarInt.encode(counts.n, out);
      for (long number : counts.right) {
        VarInt.encode(number, out);
      }
    }

    @Override
    public ClassCounts decode(InputStream in) throws IOException {
      ClassCounts counts = new ClassCounts(VarInt.decodeInt(in));
      counts.n = VarInt.decodeLong(in);
      for (int i = 0; i < counts.right.length; i++) {
        counts.right[i] = VarInt.decodeLong(in);
      }
      return counts;
    }
  }
}
