package io.github.dejavubeam.transforms.gallery;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Thumbnail;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The gallery of a study as side inputs, a few dozen examples and their pictures.
 *
 * @param examples in no order
 * @param thumbnails in no order
 */
public record GalleryViews(
    PCollectionView<List<GalleryExample>> examples, PCollectionView<List<Thumbnail>> thumbnails)
    implements Serializable {

  /**
   * Picks the examples and reads their pictures.
   *
   * @param candidates examples by the place of their comparison; the first must be among them
   * @param count how many of each comparison, at least 1
   */
  public static GalleryViews of(
      PCollection<KV<Integer, GalleryExample>> candidates, int count, ReadThumbnails read) {
    PCollection<GalleryExample> picked = candidates.apply("PickExamples", PickExamples.of(count));
    return new GalleryViews(
        picked.apply("GalleryExamples", View.asList()),
        picked.apply("ReadThumbnails", read).apply("Thumbnails", View.asList()));
  }
}
