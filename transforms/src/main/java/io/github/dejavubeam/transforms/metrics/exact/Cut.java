package io.github.dejavubeam.transforms.metrics.exact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Where the first records of an order end.
 *
 * @param range the range that holds the last of them
 * @param records the number of first records
 * @param before total of all ranges before that one
 */
record Cut(int range, long records, RecordTotal before) {

  /** Number of records of the cut range that are among the first, at least 1. */
  long remaining() {
    return records - before.count();
  }

  /** Writes the three fields. */
  static final class Coder extends AtomicCoder<Cut> {

    @Override
    public void encode(Cut cut, OutputStream out) throws IOException {
      VarInt.encode(cut.range, out);
      VarInt.encode(cut.records, out);
      cut.before.write(out);
    }

    @Override
    public Cut decode(InputStream in) throws IOException {
      return new Cut(VarInt.decodeInt(in), VarInt.decodeLong(in), RecordTotal.read(in));
    }
  }
}
