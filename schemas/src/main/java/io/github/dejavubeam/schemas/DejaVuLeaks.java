package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * A model's déjà vu scores against a reference with and without the examples that also occur in a
 * set where they must not; one of the two is what the rest of the result is about.
 *
 * @param with over all scored examples
 * @param without over those that occur in their own set only
 */
public record DejaVuLeaks(Scores with, Scores without) implements Serializable {

  /**
   * Scores over some examples.
   *
   * @param n number of examples
   * @param top1 by the best classes
   * @param top5 by the five best
   */
  public record Scores(long n, Estimate top1, Estimate top5) implements Serializable {}
}
