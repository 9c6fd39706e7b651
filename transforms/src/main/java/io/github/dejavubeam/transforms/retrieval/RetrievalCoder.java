package io.github.dejavubeam.transforms.retrieval;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.util.VarInt;

/** Sixteen bytes a candidate: squared distance and row reference. */
public final class RetrievalCoder extends CustomCoder<Retrieval> {

  private static final RetrievalCoder INSTANCE = new RetrievalCoder();

  /** Of a candidate. */
  private static final int BYTES = Double.BYTES + Long.BYTES;

  private RetrievalCoder() {}

  /** The coder. */
  public static RetrievalCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Retrieval value, OutputStream out) throws IOException {
    VarInt.encode(value.searches(), out);
    for (int search = 0; search < value.searches(); search++) {
      NearestNeighbors neighbors = value.neighbors(search);
      VarInt.encode(neighbors.size(), out);
      ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(neighbors.size(), BYTES));
      for (int i = 0; i < neighbors.size(); i++) {
        bytes.putDouble(neighbors.distance(i)).putLong(neighbors.row(i));
      }
      out.write(bytes.array());
    }
  }

  @Override
  public Retrieval decode(InputStream in) throws IOException {
    Retrieval retrieval = Retrieval.none(VarInt.decodeInt(in));
    for (int search = 0; search < retrieval.searches(); search++) {
      int size = VarInt.decodeInt(in);
      // Never more than there is, whatever the size says.
      byte[] bytes = in.readNBytes(Math.multiplyExact(size, BYTES));
      if (bytes.length < size * BYTES) {
        throw new EOFException("neighbours are cut off");
      }
      ByteBuffer neighbors = ByteBuffer.wrap(bytes);
      double[] distances = new double[size];
      long[] rows = new long[size];
      for (int i = 0; i < size; i++) {
        distances[i] = neighbors.getDouble();
        rows[i] = neighbors.getLong();
      }
      retrieval.set(search, NearestNeighbors.ofSorted(distances, rows));
    }
    return retrieval;
  }

  @Override
  public void verifyDeterministic() {}
}
