package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.model.Encoder;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ImageEncoder;
import io.github.dejavubeam.transforms.model.Modality;
import io.github.dejavubeam.transforms.model.TextEncoder;
import java.util.Arrays;
import java.util.BitSet;

/**
 * One encoder with the vectors of the block under construction. Grows to blockRows x dimension
 * floats.
 */
final class EncoderColumn implements AutoCloseable {

  private static final float MAX_FLOAT16 = 65_504;

  private final EncoderSpec spec;
  private final VectorType vectorType;
  private final Encoder<?> encoder;
  private float[] vectors = new float[0];
  private final BitSet unusable = new BitSet();

  EncoderColumn(EncoderSpec spec, EmbeddingPlan plan) {
    this.spec = spec;
    this.vectorType = plan.vectorType();
    this.encoder =
        spec.modality() == Modality.IMAGE
            ? ImageEncoder.open(
                spec, plan.placement(), plan.batchSize(), plan.intraOpThreads(), this::accept)
            : TextEncoder.open(
                spec, plan.placement(), plan.batchSize(), plan.intraOpThreads(), this::accept);
  }

  EncoderSpec spec() {
    return spec;
  }

  /**
   * Adds an example; the image may be null for a text encoder, the caption for an image encoder.
   */
  void add(RgbImage image, String caption, int row) {
    if (encoder instanceof ImageEncoder images) {
      images.add(image, row);
    } else if (encoder instanceof TextEncoder texts) {
      texts.add(caption, row);
    }
  }

  /** Nanoseconds of all calls of the model so far. */
  long modelNanos() {
    return encoder.modelNanos();
  }

  private void accept(int row, float[] vector) {
    int end = (row + 1) * spec.dimension();
    if (end > vectors.length) {
      vectors = Arrays.copyOf(vectors, Math.max(end, vectors.length + (vectors.length >> 1)));
    }
    System.arraycopy(vector, 0, vectors, row * spec.dimension(), spec.dimension());
    if (!isUsable(vector)) {
      Arrays.fill(vectors, end - spec.dimension(), end, Float.NaN);
    }
    unusable.set(row, Float.isNaN(vectors[row * spec.dimension()]));
  }

  /** Whether there is a vector, and float16 can hold it where that is how it is stored. */
  private boolean isUsable(float[] vector) {
    boolean usable = !Float.isNaN(vector[0]);
    if (vectorType == VectorType.FLOAT16 && !spec.unitLength()) {
      for (float component : vector) {
        usable &= Math.abs(component) <= MAX_FLOAT16;
      }
    }
    return usable;
  }

  /** Finishes the block: vectors of all rows added, shape [rows, dimension] or longer. */
  float[] finish() {
    encoder.flush();
    return vectors;
  }

  /** Gives up the vectors of these rows; after {@link #finish}. */
  void markUnusable(BitSet rows) {
    rows.stream()
        .forEach(
            row ->
                Arrays.fill(
                    vectors, row * spec.dimension(), (row + 1) * spec.dimension(), Float.NaN));
    unusable.or(rows);
  }

  /** Rows without a usable vector; valid after {@link #finish}. */
  BitSet unusable() {
    return unusable;
  }

  /** Begins the next block. */
  void clear() {
    unusable.clear();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
