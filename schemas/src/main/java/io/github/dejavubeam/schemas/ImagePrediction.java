package io.github.dejavubeam.schemas;

import java.util.List;

/**
 * One row of {@code examples/*.parquet} of an image study: what one predictor makes of one example.
 *
 * @param id id of the example
 * @param label its class
 * @param predictor name of the predictor
 * @param kind how it predicts
 * @param ranked its best classes, best first, at most five
 * @param confidence how confident it is
 * @param entropy entropy of its distribution over classes, in nats
 * @param neighbours ids of the public images that voted, nearest first; empty where none did
 * @param distances squared distances of these
 * @param memorizedAgainst of a model: the references that are wrong where it is right
 * @param memorizationConfidence entropy of each of these references less the model's
 */
public record ImagePrediction(
    String id,
    String label,
    String predictor,
    PredictorKind kind,
    List<String> ranked,
    double confidence,
    double entropy,
    List<String> neighbours,
    List<Double> distances,
    List<String> memorizedAgainst,
    List<Double> memorizationConfidence) {

  /** Whether the best class is the example's. */
  public boolean correct() {
    return !ranked.isEmpty() && ranked.get(0).equals(label);
  }
}
