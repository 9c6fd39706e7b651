package io.github.dejavubeam.transforms.correlation.change;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The changes on the most confident examples, made of what every predictor is confident of. */
final class ConfidentChanges {

  private final List<Double> fractions;
  private final Map<Integer, Iterable<ConfidentPick>> picks;

  /**
   * Changes at these fractions.
   *
   * @param picks at {@link #picked}, by place; none of a study without an example
   */
  ConfidentChanges(List<Double> fractions, Map<Integer, Iterable<ConfidentPick>> picks) {
    this.fractions = fractions;
    this.picks = picks;
  }

  /** All fractions to pick for changes at these. */
  static List<Double> picked(List<Double> fractions) {
    Set<Double> picked = new LinkedHashSet<>(fractions);
    fractions.forEach(fraction -> picked.add(beyond(fraction)));
    picked.add(1.0);
    return List.copyOf(picked);
  }

  private static double beyond(double fraction) {
    return Math.min(1, ConfidentShare.EDGE * fraction);
  }

  /** The changes of a pair of measures, by fraction; none where a study has no example. */
  List<ConfidentChange> of(OutcomePlaces.Pair first, OutcomePlaces.Pair second) {
    if (!picks.containsKey(first.predictor()) || !picks.containsKey(second.predictor())) {
      return List.of();
    }
    return fractions.stream()
        .map(fraction -> new ConfidentChange(side(first, fraction), side(second, fraction)))
        .toList();
  }

  private ConfidentChange.Side side(OutcomePlaces.Pair pair, double fraction) {
    return new ConfidentChange.Side(
        pair,
        share(pair.predictor(), fraction),
        pair.hasReference() ? share(pair.reference(), fraction) : null);
  }

  private ConfidentShare share(int place, double fraction) {
    return new ConfidentShare(
        pick(place, fraction), pick(place, beyond(fraction)), pick(place, 1).n());
  }

  private ConfidentPick pick(int place, double fraction) {
    for (ConfidentPick pick : picks.get(place)) {
      if (pick.fraction() == fraction) {
        return pick;
      }
    }
    throw new IllegalStateException("nothing was picked at " + fraction);
  }
}
