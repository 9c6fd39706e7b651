package io.github.dejavubeam.transforms.synthetic;

import java.util.SplittableRandom;

/**
 * Real vectors scaled up to any number: the smoothed bootstrap with variance correction (Silverman
 * and Young 1987), whose kernel is a difference of two real vectors.
 *
 * <p>{@code x = m + (v_i - m + h (v_j - v_l) / sqrt(2)) / sqrt(1 + h²)}, L2-normalised; i, j and l
 * are drawn evenly and independently from the stored vectors, m is their mean and h the smoothing.
 *
 * <p><b>Why mean and covariance stay.</b> Let S be the covariance of the stored vectors. The
 * deviation {@code v_i - m} has mean 0 and covariance S; {@code v_j - v_l} has mean 0 and
 * covariance 2S, independent of it. So the sum has mean 0 and covariance {@code S + h² 2S / 2 = (1
 * + h²) S}, and division by {@code sqrt(1 + h²)} leaves S. Noise of any other shape would fill the
 * directions that real vectors avoid, which flatters or punishes engines that prune. The squared
 * length has the mean that it has among the stored vectors, 1 for unit vectors, and normalisation
 * moves mean and covariance only as far as lengths scatter around it.
 */
public final class ResampledVectors implements VectorSource {

  private final StoredVectors stored;
  private final float smoothing;
  private final float shrink;
  private final float[] centre;
  private final long seed;

  /**
   * A source.
   *
   * @param stored the real vectors
   * @param smoothing h, at least 0; at 0, rows are copies of stored vectors
   * @param seed names the table
   */
  public ResampledVectors(StoredVectors stored, double smoothing, long seed) {
    this.stored = stored;
    this.smoothing = (float) (smoothing / Math.sqrt(2));
    this.shrink = (float) (1 / Math.sqrt(1 + smoothing * smoothing));
    this.seed = seed;
    centre = new float[stored.dimension()];
    for (int d = 0; d < centre.length; d++) {
      centre[d] = (float) (stored.mean(d) * (1 - shrink));
    }
  }

  @Override
  public int dimension() {
    return stored.dimension();
  }

  @Override
  public void fill(long firstRow, int rows, float[] target) {
    int dimension = stored.dimension();
    float[] plus = new float[dimension];
    float[] minus = new float[dimension];
    for (int row = 0; row < rows; row++) {
      int offset = row * dimension;
      drawUnscaled(firstRow + row, target, offset, plus, minus);
      UnitLength.scale(target, offset, dimension);
    }
  }

  /** A row before normalisation; the last two arrays are scratch. */
  void drawUnscaled(long row, float[] target, int offset, float[] plus, float[] minus) {
    SplittableRandom random = RowRandom.of(seed, row);
    stored.copyRow(random.nextInt(stored.rows()), target, offset);
    stored.copyRow(random.nextInt(stored.rows()), plus, 0);
    stored.copyRow(random.nextInt(stored.rows()), minus, 0);
    for (int d = 0; d < centre.length; d++) {
      target[offset + d] =
          centre[d] + shrink * (target[offset + d] + smoothing * (plus[d] - minus[d]));
    }
  }
}
