package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;

/**
 * How well one example's objects were recovered in one comparison, as integers, so that precision
 * and recall compare exactly (method, part 1 points 4 to 6).
 */
@AutoValue
public abstract class ExampleScore {

  /** Id of the example. */
  public abstract String id();

  /** Number of distinct true objects, |Y|, at least 1. */
  public abstract int objects();

  /** Labels predicted by the model, |pred|. */
  public abstract int predicted();

  /** Labels predicted by the model that are true, |pred ∩ Y|. */
  public abstract int hits();

  /** Labels predicted by the reference. */
  public abstract int predictedReference();

  /** Labels predicted by the reference that are true. */
  public abstract int hitsReference();

  /** Squared distance of the model's nearest neighbour. */
  public abstract double nearestDistance();

  /** The set that the example belongs to. */
  public abstract ScoredSet set();

  /**
   * A score of an example of the target set.
   *
   * @throws IllegalArgumentException if hits exceed what was predicted or what is true, or there is
   *     no true object
   */
  public static ExampleScore of(
      String id,
      int objects,
      int predicted,
      int hits,
      int predictedReference,
      int hitsReference,
      double nearestDistance) {
    if (objects < 1
        || hits < 0
        || hits > Math.min(predicted, objects)
        || hitsReference < 0
        || hitsReference > Math.min(predictedReference, objects)) {
      throw new IllegalArgumentException("impossible score of example " + id);
    }
    return new AutoValue_ExampleScore(
        id,
        objects,
        predicted,
        hits,
        predictedReference,
        hitsReference,
        nearestDistance,
        ScoredSet.TARGET);
  }

  /**
   * The score of the other objects of the example.
   *
   * @param some the score of some of them
   * @throws IllegalArgumentException if these are all, or it is not a score of the same predictions
   */
  public final ExampleScore without(ExampleScore some) {
    if (!some.id().equals(id())
        || some.predicted() != predicted()
        || some.predictedReference() != predictedReference()) {
      throw new IllegalArgumentException("not of the same predictions: " + id() + ", " + some.id());
    }
    return of(
            id(),
            objects() - some.objects(),
            predicted(),
            hits() - some.hits(),
            predictedReference(),
            hitsReference() - some.hitsReference(),
            nearestDistance())
        .in(set());
  }

  /** The same score of an example of that set. */
  public final ExampleScore in(ScoredSet set) {
    return new AutoValue_ExampleScore(
        id(),
        objects(),
        predicted(),
        hits(),
        predictedReference(),
        hitsReference(),
        nearestDistance(),
        set);
  }
}
