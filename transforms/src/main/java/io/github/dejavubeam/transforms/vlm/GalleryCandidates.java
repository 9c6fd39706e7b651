package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.transforms.gallery.GalleryContest;
import io.github.dejavubeam.transforms.gallery.GallerySize;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Spells out the examples that can come into the gallery: by {@code max_pred_gap}, those of which
 * the model recovers most objects beyond the reference's.
 */
final class GalleryCandidates {

  private final VlmStudy study;
  private final OpenBlocks publicBlocks;
  private final BlockIndex publicIndex;
  private final LabelNames names;
  private final GalleryContest contest;

  GalleryCandidates(
      VlmStudy study, OpenBlocks publicBlocks, BlockIndex publicIndex, LabelNames names) {
    this.study = study;
    this.publicBlocks = publicBlocks;
    this.publicIndex = publicIndex;
    this.names = names;
    contest = new GalleryContest(study.galleryExamples());
  }

  /**
   * An example in a comparison, if it can come into the gallery.
   *
   * @param place of the comparison, one of {@link VlmStudy#galleryPlaces}
   * @param shard the shard of the example
   */
  Optional<GalleryExample> of(
      int place,
      String id,
      String shard,
      IntSet objects,
      SearchOutcome model,
      SearchOutcome reference) {
    Comparison comparison = study.pairings().get(place).comparison();
    int k = comparison.k();
    int limit = comparison.objectLimit();
    int gap = model.hits(k, limit, objects) - reference.hits(k, limit, objects);
    if (gap <= 0 || !contest.admits(place, gap, id)) {
      return Optional.empty();
    }
    return Optional.of(
        new GalleryExample(
            place,
            gap,
            id,
            shard,
            trueObjects(objects, model.ranked(k, limit), reference.ranked(k, limit)),
            retrieved(model, k, limit, objects),
            retrieved(reference, k, limit, objects)));
  }

  private List<GalleryExample.TrueObject> trueObjects(
      IntSet objects, IntSet byModel, IntSet byReference) {
    return objects
        .intStream()
        .mapToObj(
            label ->
                new GalleryExample.TrueObject(
                    text(label), byModel.contains(label), byReference.contains(label)))
        // What tells the two apart first, then by name.
        .sorted(
            Comparator.comparingInt(
                    (GalleryExample.TrueObject object) ->
                        object.byModel() == object.byReference() ? 1 : 0)
                .thenComparing(object -> object.byModel() ? 0 : 1)
                .thenComparing(GalleryExample.TrueObject::label))
        .limit(GallerySize.LABELS)
        .toList();
  }

  private GalleryExample.Retrieved retrieved(
      SearchOutcome outcome, int k, int limit, IntSet objects) {
    int[] predicted = outcome.ranked(k, limit).toIntArray();
    List<GalleryExample.Label> labels = new ArrayList<>();
    for (int i = 0; i < Math.min(predicted.length, GallerySize.LABELS); i++) {
      labels.add(label(predicted[i], objects));
    }
    List<GalleryExample.Neighbour> neighbours = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.min(k, outcome.found()), GallerySize.NEIGHBOURS); i++) {
      neighbours.add(neighbour(outcome, i, objects));
    }
    return new GalleryExample.Retrieved(labels, predicted.length - labels.size(), neighbours);
  }

  private GalleryExample.Neighbour neighbour(SearchOutcome outcome, int i, IntSet objects) {
    long row = outcome.row(i);
    List<GalleryExample.Label> labels = new ArrayList<>();
    for (int label : SearchOutcome.labels(publicBlocks, row, study.minScore(), names)) {
      labels.add(label(label, objects));
    }
    return new GalleryExample.Neighbour(
        publicBlocks.id(row),
        publicIndex.block(RowReference.block(row)).shard(),
        labels.stream()
            .sorted(
                Comparator.comparing((GalleryExample.Label label) -> label.recovered() ? 0 : 1)
                    .thenComparing(GalleryExample.Label::label))
            .limit(GallerySize.LABELS)
            .toList(),
        outcome.distance(i));
  }

  private GalleryExample.Label label(int label, IntSet objects) {
    return new GalleryExample.Label(text(label), objects.contains(label));
  }

  private String text(int label) {
    return GallerySize.cut(names.name(label), GallerySize.LABEL_CHARS);
  }
}
