package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;

/** A record to select: its place in two orders, and one value. */
record Word(String id, int first, double second, double value) {

  /** Two orders of words: by {@link #first}, and by {@link #second}. */
  static final class Orders implements RecordOrders<Word> {

    @Override
    public int orders() {
      return 2;
    }

    @Override
    public long score(Word word, int order) {
      return order == 0 ? word.first : RecordOrders.ascending(word.second);
    }

    @Override
    public String id(Word word) {
      return word.id;
    }

    @Override
    public double[] values(Word word) {
      return new double[] {word.value};
    }
  }

  /** Writes the fields in order. */
  static final class Coder extends AtomicCoder<Word> {

    @Override
    public void encode(Word word, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.writeUTF(word.id);
      data.writeInt(word.first);
      data.writeDouble(word.second);
      data.writeDouble(word.value);
    }

    @Override
    public Word decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      return new Word(data.readUTF(), data.readInt(), data.readDouble(), data.readDouble());
    }
  }
}
