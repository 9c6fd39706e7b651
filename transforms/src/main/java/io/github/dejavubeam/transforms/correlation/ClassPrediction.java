package io.github.dejavubeam.transforms.correlation;

import java.util.List;

/**
 * What a predictor makes of one example.
 *
 * @param ranked the most likely classes, best first, at most {@value #RANKED}; empty where nothing
 *     says anything
 * @param confidence by which examples are ranked; larger is more confident; finite
 * @param entropy Shannon entropy, natural logarithm, of the distribution over classes
 */
public record ClassPrediction(List<String> ranked, double confidence, double entropy) {

  /** The most classes that a prediction names. */
  public static final int RANKED = 5;

  /** A prediction. */
  public ClassPrediction {
    ranked = List.copyOf(ranked);
  }

  /** Whether the best class is that one. */
  public boolean isTop1(String label) {
    return !ranked.isEmpty() && ranked.get(0).equals(label);
  }

  /** Whether that class is among the five best. */
  public boolean isTop5(String label) {
    return ranked.contains(label);
  }
}
