package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ScoredSet;
import java.util.List;

/** Names a set of examples in one of the comparisons by a single number. */
final class SetKey {

  private static final List<ScoredSet> SETS = List.of(ScoredSet.values());

  private SetKey() {}

  /** The key of that set in the comparison at that place of a list. */
  static int of(int place, ScoredSet set) {
    return place * SETS.size() + SETS.indexOf(set);
  }
}
