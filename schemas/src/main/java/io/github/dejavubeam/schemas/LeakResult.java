package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * The gaps of a {@link Comparison} on the target set with and without the examples that also occur
 * in the public set; one of the two is what the rest of the result is about.
 *
 * @param with over all scored examples
 * @param without over those that occur in the target set only
 */
public record LeakResult(Gaps with, Gaps without) implements Serializable {

  /**
   * Gaps over some examples.
   *
   * @param n number of examples
   * @param ppg population precision gap
   * @param prg population recall gap
   * @param aucg area between the distributions of recall
   */
  public record Gaps(long n, Estimate ppg, Estimate prg, Estimate aucg) implements Serializable {}
}
