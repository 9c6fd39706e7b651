package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.gallery.GalleryContest;
import io.github.dejavubeam.transforms.gallery.GallerySize;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.beam.sdk.values.KV;

/**
 * Spells out the examples that can come into the gallery: the memorized ones, by memorization
 * confidence.
 */
final class GalleryCandidates {

  private final ImageStudy study;
  private final BlockIndex publicIndex;
  private final GalleryContest contest;

  GalleryCandidates(ImageStudy study, BlockIndex publicIndex) {
    this.study = study;
    this.publicIndex = publicIndex;
    contest = new GalleryContest(study.galleryExamples());
  }

  /**
   * An example in the pairings in which it is memorized and can come into the gallery.
   *
   * @param shard the shard of the example
   * @param predictions by predictor
   * @param votes by predictor, null for those that do not vote
   */
  List<GalleryExample> of(
      String id,
      String shard,
      String label,
      List<ClassPrediction> predictions,
      List<Vote> votes,
      Memorization memorization) {
    List<GalleryExample> examples = new ArrayList<>();
    for (KV<Integer, Double> confidence : memorization.confidences()) {
      int place = confidence.getKey();
      if (place < GallerySize.EXAMPLES && contest.admits(place, confidence.getValue(), id)) {
        ImageStudy.Pairing pairing = study.pairings().get(place);
        examples.add(
            new GalleryExample(
                place,
                confidence.getValue(),
                id,
                shard,
                List.of(new GalleryExample.TrueObject(text(label), true, false)),
                retrieved(label, predictions.get(pairing.model()), votes.get(pairing.model())),
                retrieved(
                    label, predictions.get(pairing.reference()), votes.get(pairing.reference()))));
      }
    }
    return examples;
  }

  private GalleryExample.Retrieved retrieved(
      String label, ClassPrediction prediction, @Nullable Vote vote) {
    return new GalleryExample.Retrieved(
        prediction.ranked().stream().map(each -> label(each, label)).toList(),
        0,
        vote == null ? List.of() : vote.shown(publicIndex, each -> label(each, label)));
  }

  private static GalleryExample.Label label(String predicted, String label) {
    return new GalleryExample.Label(text(predicted), predicted.equals(label));
  }

  private static String text(String label) {
    return GallerySize.cut(label, GallerySize.LABEL_CHARS);
  }
}
