package io.github.dejavubeam.schemas;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * The gaps of one {@link Comparison} over some of the examples.
 *
 * @param comparison what was compared
 * @param slice which examples
 * @param n number of target examples
 * @param ppg population precision gap
 * @param prg population recall gap
 * @param aucg area between the distributions of recall
 * @param control the same slice of the control set; null without one, or where too few of its
 *     examples are in it
 */
public record SliceResult(
    Comparison comparison,
    Slice slice,
    long n,
    Estimate ppg,
    Estimate prg,
    Estimate aucg,
    @Nullable Control control)
    implements Serializable {

  /**
   * A slice of the control set.
   *
   * @param n number of control examples
   * @param ppgDifference the target's precision gap less the control's
   * @param prgDifference the target's recall gap less the control's
   * @param aucgDifference the target's area less the control's
   */
  public record Control(
      long n, Estimate ppgDifference, Estimate prgDifference, Estimate aucgDifference)
      implements Serializable {}
}
