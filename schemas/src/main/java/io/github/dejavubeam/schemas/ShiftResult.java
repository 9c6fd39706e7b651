package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * Whether the control set is drawn like the target set (method, part 3): where it is not, its gaps
 * do not tell what the target's would be without memory.
 *
 * @param labels number of distinct labels in both sets
 * @param labelDistance total variation distance of the two sets' label frequencies, from 0 (the
 *     same) to 1 (no label in common)
 * @param label the label whose shares of examples differ most clearly; empty where there is none
 * @param targetShare share of the target examples that carry it
 * @param controlShare share of the control examples that carry it
 * @param labelPValue p-value of "no label is more frequent in one set"
 * @param distances how far the captions, or the crops of an image study, lie from the public set,
 *     under every reference that searches it
 */
public record ShiftResult(
    long labels,
    double labelDistance,
    String label,
    double targetShare,
    double controlShare,
    double labelPValue,
    List<Distances> distances)
    implements Serializable {

  /** Level below which the sets are said to differ. */
  public static final double LEVEL = 0.01;

  /**
   * Distances of the examples' captions or crops to their nearest public example.
   *
   * @param reference name of the reference in whose space they are
   * @param mode what it was searched for; null in an image study
   * @param statistic largest difference of the two sets' distribution functions, from 0 to 1
   * @param pValue of the two-sample Kolmogorov-Smirnov test that they are one distribution
   */
  public record Distances(String reference, @Nullable Mode mode, double statistic, double pValue)
      implements Serializable {}

  /** The smallest p-value, multiplied by the number of tests, at most 1; NaN without a test. */
  public double pValue() {
    double least = labelPValue;
    for (Distances test : distances) {
      least = Math.min(least, test.pValue());
    }
    return Math.min(1, least * (1 + distances.size()));
  }

  /** Whether the two sets do not come from one distribution. */
  public boolean shifted() {
    return pValue() < LEVEL;
  }
}
