package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import io.github.dejavubeam.transforms.synthetic.VectorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Writes a workload and its answers for other programs to read: {@code rows.f32} and {@code
 * queries.f32}, shapes [rows, dimension] and [queries, dimension], little-endian float32 without a
 * header; {@code neighbours.i64}, shape [queries, k], little-endian row numbers, nearest first, -1
 * where the index has fewer rows; and last {@code shape.json}.
 */
final class VectorDump {

  private static final int CHUNK_ROWS = 1024;
  private static final int BUFFER_BYTES = 1 << 20;

  private final Path folder;

  VectorDump(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void write(Workload workload, BlockCut index, List<NearestNeighbors> neighbors)
      throws IOException {
    vectors("rows.f32", workload.rows(), workload.rowCount());
    vectors("queries.f32", workload.queries(), workload.queryCount());
    neighbors("neighbours.i64", workload, index, neighbors);
    Files.writeString(
        folder.resolve("shape.json"),
        String.format(
            Locale.ROOT,
            "{\"rows\": %d, \"queries\": %d, \"dimension\": %d, \"k\": %d}%n",
            workload.rowCount(),
            workload.queryCount(),
            workload.dimension(),
            workload.k()));
  }

  private void vectors(String name, VectorSource source, long count) throws IOException {
    BlockCut cut = BlockCut.of(count, CHUNK_ROWS, 1);
    byte[] bytes = new byte[source.dimension() * Float.BYTES];
    FloatBuffer vector = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    try (OutputStream out = open(name)) {
      for (int block = 0; block < cut.blocks(); block++) {
        FloatRows rows = FloatRows.draw(source, cut.firstRow(block), cut.rows(block));
        for (int row = 0; row < rows.rows(); row++) {
          vector.put(0, rows.values(), row * rows.dimension(), rows.dimension());
          out.write(bytes);
        }
      }
    }
  }

  private void neighbors(
      String name, Workload workload, BlockCut index, List<NearestNeighbors> neighbors)
      throws IOException {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer number = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = open(name)) {
      for (NearestNeighbors found : neighbors) {
        long[] nearest = found.nearest(workload.k(), Long::compare);
        for (int i = 0; i < workload.k(); i++) {
          number.putLong(0, i < nearest.length ? index.row(nearest[i]) : -1);
          out.write(bytes);
        }
      }
    }
  }

  private OutputStream open(String name) throws IOException {
    return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), BUFFER_BYTES);
  }
}
