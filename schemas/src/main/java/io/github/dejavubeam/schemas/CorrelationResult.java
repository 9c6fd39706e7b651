package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * What references say of the data set's correlations (method, part 2 point 8).
 *
 * @param references in the order of the study
 * @param intersection examples that every two-model reference gets right; 0 where there is none
 * @param agreement by two references: share of the examples on which both or none is right
 * @param classes by class
 */
public record CorrelationResult(
    List<Reference> references,
    long intersection,
    List<List<Double>> agreement,
    List<ClassResult> classes)
    implements Serializable {

  /**
   * A reference.
   *
   * @param name its name
   * @param top1 its accuracy
   * @param onIntersection its accuracy on the intersection; NaN where that is empty
   */
  public record Reference(String name, double top1, double onIntersection)
      implements Serializable {}

  /**
   * A class.
   *
   * @param label its name
   * @param n its examples
   * @param correct those that each reference gets right
   */
  public record ClassResult(String label, long n, List<Long> correct) implements Serializable {

    /** Share of the examples that a reference gets right. */
    public double share(int reference) {
      return (double) correct.get(reference) / n;
    }
  }
}
