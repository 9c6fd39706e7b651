package io.github.dejavubeam.schemas;

/** How a predictor comes to a class (method, part 2 points 3 and 4). */
public enum PredictorKind {
  /** By the vote of the nearest public images. */
  KNN("knn"),
  /** By an image classifier trained on background crops. */
  CLASSIFIER("classifier"),
  /** By the tags of the crop. */
  NAIVE_BAYES("naive-bayes");

  private final String label;

  PredictorKind(String label) {
    this.label = label;
  }

  /** The name in results. */
  public String label() {
    return label;
  }
}
