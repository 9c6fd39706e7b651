package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A centre serves as long as rows scatter about it, be it of the first of them or of all. */
class VectorSampleTest {

  private static final int DIMENSION = 16;
  private static final int ROWS = 500;

  private final Random random = new Random(1);

  @Test
  void aCentreServesUntilRowsLieElsewhere() {
    VectorSample sample = new VectorSample(DIMENSION);
    sample.add(rowsAbout(3));
    float[] first = sample.mean();
    sample.add(rowsAbout(3));
    assertTrue(sample.isCentre(first), "of the same kind");
    for (int chunk = 0; chunk < 20; chunk++) {
      sample.add(rowsAbout(4));
    }
    assertFalse(sample.isCentre(first), "all have moved as far as they scatter");
    assertTrue(sample.isCentre(sample.mean()));
  }

  @Test
  void rowsThatAreAllTheSameHaveOneCentre() {
    VectorSample sample = new VectorSample(1);
    sample.add(chunk(new float[][] {{2}, {2}, {2}}));
    assertEquals(2, sample.mean()[0]);
    assertTrue(sample.isCentre(new float[] {2}));
    assertFalse(sample.isCentre(new float[] {2.5f}));
  }

  private RowChunk rowsAbout(float centre) {
    float[][] rows = new float[ROWS][DIMENSION];
    for (float[] row : rows) {
      for (int i = 0; i < DIMENSION; i++) {
        row[i] = centre + (float) random.nextGaussian();
      }
    }
    return chunk(rows);
  }

  private static RowChunk chunk(float[][] rows) {
    RowChunk chunk = new RowChunk(rows.length, rows[0].length);
    chunk.fill(new IndexBlock(0, new ArrayRows(rows, rows[0].length)), 0);
    return chunk;
  }
}
