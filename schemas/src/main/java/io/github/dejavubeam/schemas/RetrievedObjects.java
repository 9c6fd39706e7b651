package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.util.List;

/** What one encoder retrieved for an example and what that predicts, ready to be written. */
@AutoValue
public abstract class RetrievedObjects {

  /** Ids of the k nearest public examples, nearest first. */
  public abstract List<String> neighbours();

  /** Squared distances of the neighbours, ascending. */
  public abstract List<Double> distances();

  /** Predicted labels, best first. */
  public abstract List<String> predicted();

  /** Predicted labels that are true. */
  public abstract int hits();

  /** hits / |predicted|, 0 when nothing was predicted. */
  public abstract double precision();

  /** hits / |Y|. */
  public abstract double recall();

  /** What was retrieved. */
  public static RetrievedObjects of(
      List<String> neighbours,
      List<Double> distances,
      List<String> predicted,
      int hits,
      double precision,
      double recall) {
    return new AutoValue_RetrievedObjects(
        neighbours, distances, predicted, hits, precision, recall);
  }
}
