package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.values.KV;

/**
 * In which pairings an example is memorized, the model right and the reference wrong, and how
 * confidently: entropy of the reference less that of the model's votes (method, part 2 points 6 and
 * 7).
 */
final class Memorization {

  private final ImageStudy study;
  private final String label;
  private final List<ClassPrediction> predictions;

  Memorization(ImageStudy study, String label, List<ClassPrediction> predictions) {
    this.study = study;
    this.label = label;
    this.predictions = predictions;
  }

  /** Confidence in every pairing in which the example is memorized, by the pairing's place. */
  List<KV<Integer, Double>> confidences() {
    List<KV<Integer, Double>> confidences = new ArrayList<>();
    for (int i = 0; i < study.pairings().size(); i++) {
      ImageStudy.Pairing pairing = study.pairings().get(i);
      if (isMemorized(pairing)) {
        confidences.add(KV.of(i, confidence(pairing)));
      }
    }
    return confidences;
  }

  /** The references against which a model memorized the example; none of what is no model. */
  List<String> references(int model) {
    return memorized(model).stream()
        .map(pairing -> study.predictors().get(pairing.reference()).name())
        .toList();
  }

  /** Confidence against each of {@link #references}. */
  List<Double> confidences(int model) {
    return memorized(model).stream().map(this::confidence).toList();
  }

  private List<ImageStudy.Pairing> memorized(int model) {
    return study.pairings().stream()
        .filter(pairing -> pairing.model() == model && isMemorized(pairing))
        .toList();
  }

  private boolean isMemorized(ImageStudy.Pairing pairing) {
    return predictions.get(pairing.model()).isTop1(label)
        && !predictions.get(pairing.reference()).isTop1(label);
  }

  private double confidence(ImageStudy.Pairing pairing) {
    return predictions.get(pairing.reference()).entropy()
        - predictions.get(pairing.model()).entropy();
  }
}
