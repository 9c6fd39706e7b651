package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The predictors of two studies, each by one number: those of the first, then of the second. */
public final class OutcomePlaces implements Serializable {

  private static final long serialVersionUID = 1;

  private final ArrayList<String> first;
  private final ArrayList<String> second;

  /**
   * The predictors of two studies.
   *
   * @param first names in the first
   * @param second names in the second
   */
  public OutcomePlaces(List<String> first, List<String> second) {
    this.first = new ArrayList<>(first);
    this.second = new ArrayList<>(second);
  }

  /** Number of predictors of both. */
  int size() {
    return first.size() + second.size();
  }

  /** Number of predictors of a study. */
  int size(Study study) {
    return names(study).size();
  }

  /** Place of the first predictor of a study. */
  int start(Study study) {
    return study == Study.FIRST ? 0 : first.size();
  }

  /**
   * Place of a predictor; -1 where it has none.
   *
   * @param name its name
   */
  public int of(Study study, String name) {
    int index = names(study).indexOf(name);
    return index < 0 ? -1 : start(study) + index;
  }

  /** Name of the predictor at a place. */
  String name(int place) {
    return place < first.size() ? first.get(place) : second.get(place - first.size());
  }

  /** Places of what is measured in a study. */
  Pair of(Study study, Measured measured) {
    return new Pair(
        of(study, measured.predictor()),
        measured.reference() == null ? -1 : of(study, measured.reference()));
  }

  private List<String> names(Study study) {
    return study == Study.FIRST ? first : second;
  }

  /** One of the two. */
  public enum Study {
    /** The earlier one, whose numbers are taken from the other's. */
    FIRST,
    /** The later one. */
    SECOND
  }

  /**
   * A predictor and what it is compared with.
   *
   * @param predictor its place
   * @param reference place of the reference; -1 where there is none
   */
  record Pair(int predictor, int reference) implements Serializable {

    boolean hasReference() {
      return reference >= 0;
    }
  }
}
