package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.List;
import javax.annotation.Nullable;

/**
 * An example with what was retrieved for it.
 *
 * @param id its key
 * @param caption its caption, null without one
 * @param objects its true objects by their numbers, at least one
 * @param outcomes what each search found, by its ordinal
 */
record RetrievedExample(
    String id, @Nullable String caption, IntSet objects, List<SearchOutcome> outcomes) {

  /** What the model of a comparison found. */
  SearchOutcome model(VlmStudy.Pairing pairing) {
    return outcomes.get(pairing.modelSearch());
  }

  /** What its reference found. */
  SearchOutcome reference(VlmStudy.Pairing pairing) {
    return outcomes.get(pairing.referenceSearch());
  }

  /** How well these objects of the example, all or some, were recovered in one comparison. */
  ExampleScore score(VlmStudy.Pairing pairing, IntSet some, ScoredSet in) {
    int k = pairing.comparison().k();
    int limit = pairing.comparison().objectLimit();
    SearchOutcome model = model(pairing);
    SearchOutcome reference = reference(pairing);
    return ExampleScore.of(
            id,
            some.size(),
            model.predicted(k, limit),
            model.hits(k, limit, some),
            reference.predicted(k, limit),
            reference.hits(k, limit, some),
            model.nearestDistance())
        .in(in);
  }
}
