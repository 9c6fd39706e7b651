package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Leak;
import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.transforms.leaks.CountFound;
import io.github.dejavubeam.transforms.leaks.FindNearImages;
import io.github.dejavubeam.transforms.leaks.FindSameContent;
import io.github.dejavubeam.transforms.leaks.FoundLeak;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.report.ExamplesParquet;
import io.github.dejavubeam.transforms.tally.SumTally;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vectors.SearchBlocks;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vlm.PlanSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.SimpleFunction;
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
    leaks.add(FindSameContent.in(sets, Set.of(LeakKind.SAME_IMAGE, LeakKind.SAME_CAPTION)));
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

  /** The sets whose examples are looked for, with the control set where there is one. */
  static List<SeenSet.Examples> sets(
      SplitVectors target,
      UsableRows targetRows,
      SplitVectors publicSet,
      UsableRows publicRows,
      Optional<SplitVectors> control,
      Optional<UsableRows> controlRows) {
    List<SeenSet.Examples> sets = new ArrayList<>();
    sets.add(examples(SeenSet.TARGET, target, targetRows));
    sets.add(examples(SeenSet.PUBLIC, publicSet, publicRows));
    control.ifPresent(
        vectors -> sets.add(examples(SeenSet.CONTROL, vectors, controlRows.orElseThrow())));
    return sets;
  }

  private static SeenSet.Examples examples(SeenSet set, SplitVectors vectors, UsableRows rows) {
    return new SeenSet.Examples(set, vectors.blocks(), rows.blocks());
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

  /** How many there are of each set and kind. */
  static PCollectionView<Tally> tally(PCollection<FoundLeak> leaks) {
    return leaks
        .apply("CountLeaks", CountFound.create())
        .apply("LeakTally", Combine.globally(new SumTally()).asSingletonView());
  }

  /** Lists them below an output directory; yields the names of the files. */
  static PCollection<String> listed(PCollection<FoundLeak> leaks, String output) {
    return leaks
        .apply("Listed", MapElements.via(new ToLeak()))
        .setCoder(SerializableCoder.of(Leak.class))
        .apply("WriteLeaks", ExamplesParquet.ofLeaks(output));
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

  private static final class ToLeak extends SimpleFunction<FoundLeak, Leak> {
    @Override
    public Leak apply(FoundLeak found) {
      return found.leak();
    }
  }
}
