package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * A model against a reference (method, part 2 points 5 to 7).
 *
 * @param model name of the audited model
 * @param reference name of the reference
 * @param kind whether the reference is a second model or not
 * @param top1 accuracy of the model less that of the reference, by their best classes
 * @param top5 the same by their five best
 * @param confident the same on the examples that each is most confident of, in the order of the
 *     study's fractions
 * @param memorized examples on which the model is right and the reference wrong
 * @param correlated both are right
 * @param misrepresented the model is wrong, the reference right
 * @param unassociated both are wrong
 * @param confidence memorized examples by entropy of the reference less that of the model's votes
 * @param leaks the scores with and without leaks; null where no scored example leaks
 * @param difference how far the scores exceed those on the control set; null without one
 */
public record DejaVuResult(
    String model,
    String reference,
    ReferenceKind kind,
    Estimate top1,
    Estimate top5,
    List<Difference> confident,
    long memorized,
    long correlated,
    long misrepresented,
    long unassociated,
    List<Bin> confidence,
    @Nullable DejaVuLeaks leaks,
    @Nullable DejaVuDifference difference)
    implements Serializable {

  /**
   * A déjà vu score on the most confident examples.
   *
   * @param fraction share of the examples
   * @param top1 difference of the accuracies
   * @param top5 difference of the accuracies by five classes
   */
  public record Difference(double fraction, double top1, double top5) implements Serializable {}

  /**
   * A bin of memorization confidence.
   *
   * @param from lower end in nats
   * @param n examples in it
   */
  public record Bin(double from, long n) implements Serializable {}

  /** Number of examples. */
  public long n() {
    return memorized + correlated + misrepresented + unassociated;
  }

  /** The same result beside that on a control set. */
  public DejaVuResult with(DejaVuDifference fromControl) {
    return new DejaVuResult(
        model,
        reference,
        kind,
        top1,
        top5,
        confident,
        memorized,
        correlated,
        misrepresented,
        unassociated,
        confidence,
        leaks,
        fromControl);
  }

  /**
   * The estimate that tells of memory by the best classes: the difference from the control set
   * where there is one, else the score.
   */
  public Estimate leading() {
    return difference == null ? top1 : difference.top1();
  }
}
