package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * How far a model's déjà vu scores against a reference on the target set exceed those on the
 * control set, examples that no model was trained on (method, part 2 point 5 and part 3): in [-2,
 * 2], NaN where a set has too few examples.
 *
 * @param top1 of the scores by the best classes
 * @param top5 of the scores by the five best
 * @param confident of the scores on the examples that each predictor is most confident of, in the
 *     order of the study's fractions
 */
public record DejaVuDifference(Estimate top1, Estimate top5, List<Confident> confident)
    implements Serializable {

  /**
   * Differences on the most confident examples.
   *
   * @param fraction share of the examples of each set
   * @param top1 of the scores by the best classes
   * @param top5 of the scores by the five best
   */
  public record Confident(double fraction, Estimate top1, Estimate top5) implements Serializable {}
}
