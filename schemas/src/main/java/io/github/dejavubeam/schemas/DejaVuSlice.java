package io.github.dejavubeam.schemas;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * The déjà vu scores of a model against a reference over some of the examples.
 *
 * @param model name of the audited model
 * @param reference name of the reference
 * @param kind whether the reference is a second model or not
 * @param slice which examples
 * @param n number of target examples
 * @param top1 accuracy of the model less that of the reference, by their best classes
 * @param top5 the same by their five best
 * @param control the same slice of the control set; null without one, or where too few of its
 *     examples are in it
 */
public record DejaVuSlice(
    String model,
    String reference,
    ReferenceKind kind,
    Slice slice,
    long n,
    Estimate top1,
    Estimate top5,
    @Nullable Control control)
    implements Serializable {

  /**
   * A slice of the control set.
   *
   * @param n number of control examples
   * @param top1Difference the target's score by the best classes less the control's
   * @param top5Difference the same by the five best
   */
  public record Control(long n, Estimate top1Difference, Estimate top5Difference)
      implements Serializable {}
}
