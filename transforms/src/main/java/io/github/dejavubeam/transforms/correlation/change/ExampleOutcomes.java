package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import org.apache.beam.sdk.values.KV;

/** How the predictors of both studies did on one example, which one of them may not have. */
final class ExampleOutcomes {

  private final RankedOutcome[] outcomes;
  private final boolean inFirst;
  private final boolean inSecond;

  /**
   * The outcomes of an example, keyed by place.
   *
   * @throws BrokenStudyException if a study has the example, but not once of each predictor
   */
  ExampleOutcomes(OutcomePlaces places, Iterable<KV<Integer, RankedOutcome>> rows) {
    outcomes = new RankedOutcome[places.size()];
    for (KV<Integer, RankedOutcome> row : rows) {
      if (outcomes[row.getKey()] != null) {
        throw BrokenStudyException.of(row.getValue().id(), places.name(row.getKey()), "two rows");
      }
      outcomes[row.getKey()] = row.getValue();
    }
    inFirst = has(places, OutcomePlaces.Study.FIRST, rows);
    inSecond = has(places, OutcomePlaces.Study.SECOND, rows);
  }

  private boolean has(
      OutcomePlaces places, OutcomePlaces.Study study, Iterable<KV<Integer, RankedOutcome>> rows) {
    int found = 0;
    int missing = -1;
    for (int i = 0; i < places.size(study); i++) {
      int place = places.start(study) + i;
      if (outcomes[place] == null) {
        missing = place;
      } else {
        found++;
      }
    }
    if (found > 0 && missing >= 0) {
      throw BrokenStudyException.of(
          rows.iterator().next().getValue().id(), places.name(missing), "no row");
    }
    return found > 0;
  }

  boolean inFirst() {
    return inFirst;
  }

  boolean inSecond() {
    return inSecond;
  }

  /** What was predicted at a place; only of a study that has the example. */
  RankedOutcome at(int place) {
    return outcomes[place];
  }

  /** 1 where the predictor alone is right, -1 where the reference alone is, else 0. */
  int sign(OutcomePlaces.Pair pair, boolean top5) {
    int reference = pair.hasReference() ? right(pair.reference(), top5) : 0;
    return right(pair.predictor(), top5) - reference;
  }

  private int right(int place, boolean top5) {
    return (top5 ? outcomes[place].top5() : outcomes[place].top1()) ? 1 : 0;
  }
}
