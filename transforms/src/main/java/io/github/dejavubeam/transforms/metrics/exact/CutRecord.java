package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/** A record of a range that is cut: its sort key and its values. */
final class CutRecord implements Comparable<CutRecord> {

  private final long score;
  private final String id;
  private final double[] values;

  CutRecord(long score, String id, double[] values) {
    this.score = score;
    this.id = id;
    this.values = values;
  }

  long score() {
    return score;
  }

  String id() {
    return id;
  }

  double[] values() {
    return values;
  }

  /** By score, then id; by values where an id occurs twice, lest chance choose between the two. */
  @Override
  public int compareTo(CutRecord other) {
    int byScore = Long.compare(score, other.score);
    if (byScore != 0) {
      return byScore;
    }
    int byId = CodePointOrder.compare(id, other.id);
    return byId != 0 ? byId : Arrays.compare(values, other.values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CutRecord record
        && score == record.score
        && id.equals(record.id)
        && Arrays.equals(values, record.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Long.hashCode(score) + id.hashCode()) + Arrays.hashCode(values);
  }

  /** Writes the sort key and the values. */
  static final class Coder extends AtomicCoder<CutRecord> {

    @Override
    public void encode(CutRecord record, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(record.id, out);
      VarInt.encode(record.values.length, out);
      DataOutputStream data = new DataOutputStream(out);
      data.writeLong(record.score);
      for (double value : record.values) {
        data.writeDouble(value);
      }
    }

    @Override
    public CutRecord decode(InputStream in) throws IOException {
      String id = StringUtf8Coder.of().decode(in);
      double[] values = new double[VarInt.decodeInt(in)];
      DataInputStream data = new DataInputStream(in);
      long score = data.readLong();
      for (int i = 0; i < values.length; i++) {
        values[i] = data.readDouble();
      }
      return new CutRecord(score, id, values);
    }
  }
}
