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
import java.util.stream.IntStream;

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

  /** Computes what waits, so that the vectors of all rows added are here. */
  void finish() {
    encoder.flush();
  }

  /** Vectors of the rows from {@code first}, shape [end - first, dimension] or longer. */
  float[] vectors(int first, int end) {
    int dimension = spec.dimension();
    return first == 0 ? vectors : Arrays.copyOfRange(vectors, first * dimension, end * dimension);
  }

  /** Gives up the vectors of these of the rows from {@code first} to before {@code end}. */
  void markUnusable(BitSet rows, int first, int end) {
    for (int row = rows.nextSetBit(first); row >= 0 && row < end; row = rows.nextSetBit(row + 1)) {
      Arrays.fill(vectors, row * spec.dimension(), (row + 1) * spec.dimension(), Float.NaN);
      unusable.set(row);
    }
  }

  /** Those without a usable vector of the rows from {@code first}, counted from there. */
  IntStream unusable(int first, int end) {
    return unusable.get(first, end).stream();
  }

  /** Forgets all rows. */
  void clear() {
    unusable.clear();
  }

  @Override
  public void close() {
    encoder.close();
  }
}
