package io.github.dejavubeam.transforms.metrics.exact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.util.VarInt;

/** The number of records in a set and the exact sum of each of their values. */
final class RecordTotal {

  private final ExactSum[] sums;
  private long count;

  /** The total of no record. */
  RecordTotal(int values) {
    sums = new ExactSum[values];
    Arrays.setAll(sums, i -> new ExactSum());
  }

  private RecordTotal(long count, ExactSum[] sums) {
    this.count = count;
    this.sums = sums;
  }

  /** Adds a record. */
  void add(double[] values) {
    if (values.length != sums.length) {
      throw new IllegalArgumentException(
          "a record of " + values.length + " values among records of " + sums.length);
    }
    count++;
    for (int i = 0; i < sums.length; i++) {
      sums[i].add(values[i]);
    }
  }

  /** Adds another total, which stays as it is. */
  void merge(RecordTotal other) {
    if (other.sums.length != sums.length) {
      throw new IllegalArgumentException(
          "a total of " + other.sums.length + " values with one of " + sums.length);
    }
    count += other.count;
    for (int i = 0; i < sums.length; i++) {
      sums[i].merge(other.sums[i]);
    }
  }

  RecordTotal copy() {
    RecordTotal copy = new RecordTotal(sums.length);
    copy.merge(this);
    return copy;
  }

  long count() {
    return count;
  }

  /** Number of values of every record. */
  int values() {
    return sums.length;
  }

  /** Mean of each value. */
  double[] means() {
    return Arrays.stream(sums).mapToDouble(sum -> sum.mean(count)).toArray();
  }

  void write(OutputStream out) throws IOException {
    VarInt.encode(count, out);
    VarInt.encode(sums.length, out);
    for (ExactSum sum : sums) {
      sum.write(out);
    }
  }

  static RecordTotal read(InputStream in) throws IOException {
    long count = VarInt.decodeLong(in);
    ExactSum[] sums = new ExactSum[VarInt.decodeInt(in)];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = ExactSum.read(in);
    }
    return new RecordTotal(count, sums);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordTotal total
        && count == total.count
        && Arrays.equals(sums, total.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + Arrays.hashCode(sums);
  }
}
