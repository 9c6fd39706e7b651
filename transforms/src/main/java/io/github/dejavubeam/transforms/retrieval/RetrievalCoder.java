package io.github.dejavubeam.transforms.retrieval;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.util.VarInt;

/** Sixteen bytes a candidate: squared distance and row reference. */
public final class RetrievalCoder extends CustomCoder<Retrieval> {

  private static final RetrievalCoder INSTANCE = new RetrievalCoder();

  private RetrievalCoder() {}

  /** The coder. */
  public static RetrievalCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(Retrieval value, OutputStream out) throws IOException {
    DataOutputStream data = new DataOutputStream(out);
    VarInt.encode(value.searches(), data);
    for (int search = 0; search < value.searches(); search++) {
      NearestNeighbors neighbors = value.neighbors(search);
      VarInt.encode(neighbors.size(), data);
      for (int i = 0; i < neighbors.size(); i++) {
        data.writeDouble(neighbors.distance(i));
        data.writeLong(neighbors.row(i));
      }
    }
    data.flush();
  }

  @Override
  public Retrieval decode(InputStream in) throws IOException {
    DataInputStream data = new DataInputStream(in);
    Retrieval retrieval = Retrieval.none(VarInt.decodeInt(data));
    for (int search = 0; search < retrieval.searches(); search++) {
      int size = VarInt.decodeInt(data);
      double[] distances = new double[size];
      long[] rows = new long[size];
      for (int i = 0; i < size; i++) {
        distances[i] = data.readDouble();
        rows[i] = data.readLong();
      }
      retrieval.set(search, NearestNeighbors.ofSorted(distances, rows));
    }
    return retrieval;
  }

  @Override
  public void verifyDeterministic() {}
}
