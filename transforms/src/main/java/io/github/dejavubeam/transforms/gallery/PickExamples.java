package io.github.dejavubeam.transforms.gallery;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.Top;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** The first examples of every comparison: the most memorized, ties by id. */
final class PickExamples
    extends PTransform<PCollection<KV<Integer, GalleryExample>>, PCollection<GalleryExample>> {

  private final int count;

  private PickExamples(int count) {
    this.count = count;
  }

  /**
   * Picks examples.
   *
   * @param count how many of each comparison
   */
  static PickExamples of(int count) {
    return new PickExamples(count);
  }

  @Override
  public PCollection<GalleryExample> expand(PCollection<KV<Integer, GalleryExample>> candidates) {
    return candidates
        .apply("First", Top.perKey(count, new MostMemorizedLast()))
        .apply("Without keys", Values.<List<GalleryExample>>create())
        .apply("One by one", Flatten.iterables())
        .setCoder(SerializableCoder.of(GalleryExample.class));
  }

  /** Beam's {@code Top} wants the first to be the largest. */
  private static final class MostMemorizedLast implements Comparator<GalleryExample>, Serializable {
    @Override
    public int compare(GalleryExample a, GalleryExample b) {
      int byScore = Double.compare(a.score(), b.score());
      return byScore != 0 ? byScore : CodePointOrder.compare(b.id(), a.id());
    }
  }
}
