package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * How the gaps of one study differ from those of another in one comparison.
 *
 * @param first what was compared in the first study
 * @param second its counterpart in the second
 * @param nFirst examples of the first study
 * @param nSecond examples of the second study
 * @param shared examples of both, by id
 * @param ppg population precision gaps
 * @param prg population recall gaps
 * @param aucg areas between the distributions of recall
 */
public record ChangeResult(
    Comparison first,
    Comparison second,
    long nFirst,
    long nSecond,
    long shared,
    Change ppg,
    Change prg,
    Change aucg)
    implements Serializable {

  /**
   * A gap in both studies.
   *
   * @param first over all examples of the first study
   * @param second over all examples of the second study
   * @param difference the second less the first: over the shared examples, paired, where there are
   *     any, else as independent means
   */
  public record Change(Estimate first, Estimate second, Estimate difference)
      implements Serializable {}
}
