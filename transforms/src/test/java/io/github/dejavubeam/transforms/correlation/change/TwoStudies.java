package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.transforms.correlation.RankedOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.values.KV;

/**
 * Made-up outcomes of two predictors in each of two studies, by place: model and reference of the
 * first, of the second. The more confident, the more often right; those of one example go together.
 */
final class TwoStudies {

  static final OutcomePlaces PLACES =
      new OutcomePlaces(List.of("old", "tags"), List.of("new", "tags"));

  /** Outcomes by place. */
  final List<List<RankedOutcome>> outcomes = new ArrayList<>();

  /**
   * Two studies of some examples each.
   *
   * @param together how often an outcome is that of the model in the first study
   */
  TwoStudies(IntStream first, IntStream second, double together, Random random) {
    for (int place = 0; place < 4; place++) {
      outcomes.add(new ArrayList<>());
    }
    Set<Integer> ofFirst = first.boxed().collect(Collectors.toSet());
    Set<Integer> ofSecond = second.boxed().collect(Collectors.toSet());
    for (int id = 0; id < 600; id++) {
      RankedOutcome shared = outcome(id, random);
      for (int place = 0; place < 4; place++) {
        RankedOutcome own = random.nextDouble() < together ? shared : outcome(id, random);
        if ((place < 2 ? ofFirst : ofSecond).contains(id)) {
          outcomes.get(place).add(own);
        }
      }
    }
  }

  private static RankedOutcome outcome(int id, Random random) {
    // Few values, so that ids decide ties.
    double confidence = -random.nextInt(40) / 10.0;
    boolean top1 = random.nextDouble() < 0.7 + confidence / 8;
    return new RankedOutcome("id " + id, confidence, top1, top1 || random.nextInt(3) == 0);
  }

  List<KV<Integer, RankedOutcome>> rows() {
    List<KV<Integer, RankedOutcome>> rows = new ArrayList<>();
    for (int place = 0; place < 4; place++) {
      for (RankedOutcome outcome : outcomes.get(place)) {
        rows.add(KV.of(place, outcome));
      }
    }
    return rows;
  }

  /** The most confident ones, by a sort. */
  List<RankedOutcome> first(int place, double fraction) {
    List<RankedOutcome> all = outcomes.get(place);
    return all.stream()
        .sorted(
            Comparator.comparingDouble((RankedOutcome outcome) -> -outcome.confidence())
                .thenComparing(RankedOutcome::id))
        .limit(Math.max(1, (long) (all.size() * fraction + 1e-9)))
        .toList();
  }

  static double share(List<RankedOutcome> outcomes, Predicate<RankedOutcome> right) {
    return (double) outcomes.stream().filter(right).count() / outcomes.size();
  }

  /** What a predictor is most confident of, at the fractions that changes need. */
  List<ConfidentPick> picks(int place, List<Double> fractions) {
    List<ConfidentPick> picks = new ArrayList<>();
    for (double fraction : ConfidentChanges.picked(fractions)) {
      List<RankedOutcome> first = first(place, fraction);
      RankedOutcome last = first.get(first.size() - 1);
      picks.add(
          new ConfidentPick(
              fraction,
              first.size(),
              share(first, RankedOutcome::top1),
              share(first, RankedOutcome::top5),
              ConfidentShare.score(last),
              last.id()));
    }
    return picks;
  }
}
