package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.Comparator;

/**
 * One cell of the table of results: a model against a reference, at one k and one choice of
 * predicted objects.
 */
@AutoValue
public abstract class Comparison implements Comparable<Comparison>, Serializable {

  /** {@link #objectLimit()} of a prediction that keeps every label of the k neighbours. */
  public static final int ALL_OBJECTS = Integer.MAX_VALUE;

  private static final Comparator<Comparison> ORDER =
      Comparator.comparing(Comparison::model)
          .thenComparing(Comparison::reference)
          .thenComparing(comparison -> comparison.mode().label())
          .thenComparingInt(Comparison::k)
          .thenComparing(Comparison::objects);

  /** Name of the audited model. */
  public abstract String model();

  /** Name of the reference. */
  public abstract String reference();

  /** Whether the reference is a second model or a text embedder. */
  public abstract ReferenceKind kind();

  /**
   * Mode of the audited model; a two-model reference uses the same, a text embedder is always t2t.
   */
  public abstract Mode mode();

  /** Number of neighbours whose labels are predicted, at least 1. */
  public abstract int k();

  /** Largest number of labels predicted, at least 1; {@link #ALL_OBJECTS} for all. */
  public abstract int objectLimit();

  /**
   * The choice of predicted objects as results name it: {@code all}, {@code top-1}, {@code top-10}.
   */
  public final String objects() {
    return objectLimit() == ALL_OBJECTS ? "all" : "top-" + objectLimit();
  }

  /**
   * A comparison.
   *
   * @throws IllegalArgumentException if {@code k} or {@code objectLimit} is below 1
   */
  public static Comparison of(
      String model, String reference, ReferenceKind kind, Mode mode, int k, int objectLimit) {
    if (k < 1 || objectLimit < 1) {
      throw new IllegalArgumentException("k and the number of objects must be at least 1");
    }
    return new AutoValue_Comparison(model, reference, kind, mode, k, objectLimit);
  }

  /** The order of results: model, reference, mode, k, objects. */
  @Override
  public int compareTo(Comparison other) {
    return ORDER.compare(this, other);
  }
}
