package io.github.dejavubeam.transforms.synthetic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResampledVectorsTest {

  private static final int DIMENSION = 6;
  private static final String ENCODER = "clip.image";

  @TempDir Path folder;

  @Test
  void meanAndCovarianceAreThoseOfTheStoredVectors() throws IOException {
    FloatRows real = skewed(300);
    StoredVectors stored = store(List.of(real), List.of());

    ResampledVectors source = new ResampledVectors(stored, 0.5, 1);
    int rows = 200_000;
    FloatRows drawn = new FloatRows(new float[rows * DIMENSION], rows, DIMENSION);
    float[] plus = new float[DIMENSION];
    float[] minus = new float[DIMENSION];
    for (int row = 0; row < rows; row++) {
      source.drawUnscaled(row, drawn.values(), row * DIMENSION, plus, minus);
    }
    Moments.of(drawn).assertNear(Moments.of(real), 0.0015);
    // Lengths scatter much with six components: normalisation moves the moments, but little.
    Moments.of(FloatRows.draw(source, 0, rows)).assertNear(Moments.of(real), 0.006);
  }

  @Test
  void rowsAreCopiesWithoutSmoothingAndNewWithIt() throws IOException {
    FloatRows real = skewed(40);
    StoredVectors stored = store(List.of(real), List.of());

    assertTrue(farthest(new ResampledVectors(stored, 0, 1), real) < 1e-6);
    assertTrue(farthest(new ResampledVectors(stored, 0.5, 1), real) > 0.05);
  }

  @Test
  void rowsAreReproducibleUnitVectors() throws IOException {
    StoredVectors stored = store(List.of(skewed(40), skewed(3)), List.of());

    assertEquals(43, stored.rows());
    VectorSource source = new ResampledVectors(stored, 0.5, 1);
    VectorSourceTest.assertUnitLength(source);
    VectorSourceTest.assertRowsDependOnTheirNumberAlone(
        source, new ResampledVectors(stored, 0.5, 1));
  }

  @Test
  void unusableVectorsAreNotDrawn() throws IOException {
    FloatRows real = skewed(5);
    Arrays.fill(real.values(), 0, 2 * DIMENSION, Float.NaN);
    StoredVectors stored = store(List.of(real), List.of(0, 1));

    assertEquals(3, stored.rows());
    VectorSourceTest.assertUnitLength(new ResampledVectors(stored, 0.5, 1));
  }

  @Test
  void aStoreWithoutUsableVectorsIsRefused() {
    assertThrows(IOException.class, () -> store(List.of(skewed(2)), List.of(0, 1)));
  }

  /** Unit vectors with unequal means, variances and correlations. */
  private static FloatRows skewed(int rows) {
    SplittableRandom random = new SplittableRandom(rows);
    float[] values = new float[rows * DIMENSION];
    for (int row = 0; row < rows; row++) {
      int offset = row * DIMENSION;
      double shared = random.nextGaussian();
      for (int i = 0; i < DIMENSION; i++) {
        values[offset + i] = (float) (2 + i * shared / 4 + random.nextGaussian() / (1 + i));
      }
      UnitLength.scale(values, offset, DIMENSION);
    }
    return new FloatRows(values, rows, DIMENSION);
  }

  private static double farthest(VectorSource source, FloatRows real) {
    double farthest = 0;
    FloatRows drawn = FloatRows.draw(source, 0, 50);
    for (int row = 0; row < drawn.rows(); row++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int other = 0; other < real.rows(); other++) {
        double squares = 0;
        for (int i = 0; i < DIMENSION; i++) {
          double difference =
              (double) drawn.values()[row * DIMENSION + i] - real.values()[other * DIMENSION + i];
          squares += difference * difference;
        }
        nearest = Math.min(nearest, Math.sqrt(squares));
      }
      farthest = Math.max(farthest, nearest);
    }
    return farthest;
  }

  private StoredVectors store(List<FloatRows> blocks, List<Integer> unusable) throws IOException {
    VectorFolder vectors = new VectorFolder(folder.toString());
    Files.createDirectories(folder.resolve(ENCODER));
    List<VectorManifest.Block> named = new ArrayList<>();
    int total = 0;
    for (FloatRows block : blocks) {
      String name = "block-" + named.size();
      BlockRows rows = new BlockRows();
      for (int row = 0; row < block.rows(); row++) {
        rows.add(new BlockRows.Row("row-" + row, null, null, new byte[16], List.of()));
      }
      try (FileChannel out =
          FileChannel.open(
              Path.of(vectors.block(ENCODER, name)),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        VectorBlockWriter.write(out, rows, block.values(), DIMENSION, VectorType.FLOAT32);
      }
      named.add(new VectorManifest.Block(name, "shard", block.rows(), unusable));
      total += block.rows();
    }
    new VectorManifest(
            VectorManifest.VERSION,
            ENCODER,
            "model",
            "preprocessing",
            DIMENSION,
            VectorType.FLOAT32.label(),
            true,
            1,
            "cpu",
            total,
            0,
            total,
            named)
        .write(vectors);
    return StoredVectors.open(vectors, ENCODER);
  }
}
