package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.leaks.FindNearImages;
import io.github.dejavubeam.transforms.leaks.FindSameContent;
import io.github.dejavubeam.transforms.leaks.FoundLeak;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vectors.SearchBlocks;
import io.github.dejavubeam.transforms.vlm.PlanSearch;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Finds examples that occur in a set where they must not: the same image or caption, and with
 * {@code --nearDuplicateDistance} images that are nearly the same to the audited model.
 *
 * @param plan what is searched and compared
 * @param options how it is searched
 * @param tally what was read and left out of all sets, checked
 */
record LeakSearch(VlmPlan plan, VlmOptions options, PCollectionView<Tally> tally) {

  /** Adds the steps to a pipeline. */
  PCollection<FoundLeak> in(Pipeline pipeline, List<SeenSet.Examples> sets) {
    List<PCollection<FoundLeak>> leaks = new ArrayList<>();
    leaks.add(FindSameContent.in(sets));
    plan.imageSearch()
        .ifPresent(
            encoders -> {
              for (SeenSet.Examples examples : sets) {
                for (SeenSet.Examples other : sets) {
                  if (examples.set().mustNotOccurIn(other.set())) {
                    leaks.add(near(pipeline, encoders, examples, other));
                  }
                }
              }
            });
    return PCollectionList.of(leaks).apply("All leaks", Flatten.pCollections());
  }

  /** References of the rows of a set that leak. */
  static PCollectionView<List<Long>> rows(PCollection<FoundLeak> leaks, SeenSet set) {
    return leaks
        .apply("Leaks of " + set.label(), Filter.by(leak -> leak.set() == set))
        .apply(
            "Leaked rows of " + set.label(),
            MapElements.into(TypeDescriptors.longs()).via(FoundLeak::row))
        .apply("View leaked of " + set.label(), View.asList());
  }

  private PCollection<FoundLeak> near(
      Pipeline pipeline, EncoderPair encoders, SeenSet.Examples examples, SeenSet.Examples other) {
    String name = examples.set().label() + " in " + other.set().label();
    return pipeline
        .apply(
            "PlanSearch of " + name,
            PlanSearch.of(
                    examples.set().label(),
                    examples.blocks(),
                    other.blocks(),
                    tally,
                    List.of(encoders),
                    1,
                    options.getEngine(),
                    plan.workers(),
                    options.getSearchMemory())
                .unscored())
        .apply(
            "SearchBlocks of " + name,
            SearchBlocks.of(
                examples.blocks(), other.blocks(), List.of(encoders), 1, options.getEngine()))
        .apply(
            "FindNearImages of " + name,
            FindNearImages.of(
                examples.set(),
                examples.blocks(),
                other.set(),
                other.blocks(),
                options.getNearDuplicateDistance()));
  }
}
