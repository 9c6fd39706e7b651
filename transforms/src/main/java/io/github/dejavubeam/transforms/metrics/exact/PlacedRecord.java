package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/** The range that a record falls into in every order, and its values. */
final class PlacedRecord {

  private final int[] ranges;
  private final double[] values;

  PlacedRecord(int[] ranges, double[] values) {
    this.ranges = ranges;
    this.values = values;
  }

  int range(int order) {
    return ranges[order];
  }

  double[] values() {
    return values;
  }

  /** Writes the ranges as variable, the values as fixed length numbers. */
  static final class Coder extends AtomicCoder<PlacedRecord> {

    @Override
    public void encode(PlacedRecord record, OutputStream out) throws IOException {
      VarInt.encode(record.ranges.length, out);
      for (int range : record.ranges) {
        VarInt.encode(range, out);
      }
      VarInt.encode(record.values.length, out);
      DataOutputStream data = new DataOutputStream(out);
      for (double value : record.values) {
        data.writeDouble(value);
      }
    }

    @Override
    public PlacedRecord decode(InputStream in) throws IOException {
      int[] ranges = new int[VarInt.decodeInt(in)];
      for (int order = 0; order < ranges.length; order++) {
        ranges[order] = VarInt.decodeInt(in);
      }
      double[] values = new double[VarInt.decodeInt(in)];
      DataInputStream data = new DataInputStream(in);
      for (int i = 0; i < values.length; i++) {
        values[i] = data.readDouble();
      }
      return new PlacedRecord(ranges, values);
    }
  }
}
