package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.List;
import org.apache.beam.sdk.values.PCollection;

/** The sets whose examples are looked for in each other. */
public enum SeenSet {

  /** Must not occur in the public set, where its examples would pass for memorized. */
  TARGET,

  /** May hold anything; it is the others that must not occur here. */
  PUBLIC,

  /** Must occur neither in the public nor in the target set. */
  CONTROL;

  static final List<SeenSet> ALL = List.of(values());

  /** The sets that examples of this one must not occur in. */
  List<SeenSet> forbidden() {
    return switch (this) {
      case TARGET -> List.of(PUBLIC);
      case PUBLIC -> List.of();
      case CONTROL -> List.of(PUBLIC, TARGET);
    };
  }

  /** Whether examples of this set must not occur in that one. */
  public boolean mustNotOccurIn(SeenSet other) {
    return forbidden().contains(other);
  }

  /** The set as results name it. */
  public String label() {
    return switch (this) {
      case TARGET -> "target";
      case PUBLIC -> "public";
      case CONTROL -> "control";
    };
  }

  /**
   * Examples of a set.
   *
   * @param set which
   * @param vectors its blocks as elements
   * @param blocks how to look into them
   */
  public record Examples(SeenSet set, PCollection<VectorBlock> vectors, SplitBlocks blocks) {}
}
