package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.PredictorKind;
import java.io.Serializable;
import java.util.List;

/** Something that predicts the class of an example from its background. */
public sealed interface Predictor extends Serializable {

  /** Its name in results. */
  String name();

  /** How it predicts. */
  PredictorKind kind();

  /**
   * The vote of the public images that an encoder finds nearest.
   *
   * @param encoder key of the encoder, of both sides
   */
  record Neighbours(String name, String encoder) implements Predictor {

    @Override
    public PredictorKind kind() {
      return PredictorKind.KNN;
    }
  }

  /**
   * A classifier, whose logits are the vectors of an encoder of the target side.
   *
   * @param encoder key of the encoder
   * @param classes names of the components
   */
  record Classifier(String name, String encoder, List<String> classes) implements Predictor {

    @Override
    public PredictorKind kind() {
      return PredictorKind.CLASSIFIER;
    }
  }

  /**
   * Naive Bayes over tags.
   *
   * @param tags how many tags of an example count
   */
  record Tags(int tags) implements Predictor {

    @Override
    public String name() {
      return PredictorKind.NAIVE_BAYES.label() + "-" + tags;
    }

    @Override
    public PredictorKind kind() {
      return PredictorKind.NAIVE_BAYES;
    }
  }
}
