package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * How an accuracy or a déjà vu score of one image study differs from that of another.
 *
 * @param first what the first study measured
 * @param second its counterpart in the second
 * @param nFirst examples of the first study
 * @param nSecond examples of the second study
 * @param shared examples of both, by id
 * @param top1 by the best classes
 * @param top5 by the five best
 * @param confident on the examples that each predictor is most confident of
 */
public record AccuracyChange(
    Measured first,
    Measured second,
    long nFirst,
    long nSecond,
    long shared,
    ChangeResult.Change top1,
    ChangeResult.Change top5,
    List<Confident> confident)
    implements Serializable {

  /**
   * What is measured: the accuracy of a predictor, or how far it exceeds that of a reference, which
   * is a déjà vu score.
   *
   * @param predictor name of the predictor
   * @param reference name of the reference; null for the accuracy alone
   * @param kind how the predictor comes to a class, or the kind of the reference
   */
  public record Measured(String predictor, @Nullable String reference, String kind)
      implements Serializable {}

  /**
   * The change on the most confident examples.
   *
   * @param fraction share of the examples of each study that was taken
   * @param nFirst how many these are in the first study
   * @param nSecond how many in the second
   * @param top1 by the best classes
   * @param top5 by the five best
   */
  public record Confident(double fraction, long nFirst, long nSecond, Shares top1, Shares top5)
      implements Serializable {}

  /**
   * A measure in both studies.
   *
   * @param first in the first study; NaN where it has no example, as is the next
   * @param second in the second study
   * @param difference the second less the first
   */
  public record Shares(double first, double second, Estimate difference) implements Serializable {}
}
