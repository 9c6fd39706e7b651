package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations.Side;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.gallery.ReadThumbnails;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.leaks.FoundLeak;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.metrics.CompareSlices;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import io.github.dejavubeam.transforms.report.ExamplesParquet;
import io.github.dejavubeam.transforms.shift.MeasureShift;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vlm.FrequentLabels;
import io.github.dejavubeam.transforms.vlm.ScoreExamples;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.WriteStudy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

/** The vision-language test (method, part 1): read, embed, retrieve, score, aggregate, write. */
final class Vlm implements Verb<VlmOptions> {

  @Override
  public String name() {
    return "vlm";
  }

  @Override
  public String summary() {
    return "Tests a vision-language model: objects of the public images nearest to its captions.";
  }

  @Override
  public Class<VlmOptions> options() {
    return VlmOptions.class;
  }

  @Override
  public void run(VlmOptions options, PrintStream out) {
    VlmPlan plan = VlmPlan.of(this, options);
    Pipeline pipeline = pipeline(plan, options);
    if (options.isDryRun()) {
      DryRun dryRun = DryRun.of(this, options, plan.output());
      plan.target().tell(dryRun);
      plan.publicSet().tell(dryRun);
      plan.control().ifPresent(control -> control.tell(dryRun));
      plan.annotations().tell(dryRun);
      dryRun.searching(options).print(out);
      return;
    }
    if (!LocalRun.of(this, options, pipeline).run()) {
      return;
    }
    plan.printResults(out);
  }

  private static Pipeline pipeline(VlmPlan plan, VlmOptions options) {
    Pipeline pipeline = Pipeline.create(options);

    SplitSource.Source targetSource = plan.target().in(pipeline);
    SplitSource.Source publicSource = plan.publicSet().in(pipeline);
    Optional<SplitSource.Source> controlSource = plan.control().map(source -> source.in(pipeline));
    SplitVectors target = targetSource.vectors();
    SplitVectors publicSet = publicSource.vectors();
    List<Side> queries = new ArrayList<>();
    queries.add(side(target, options));
    controlSource.ifPresent(source -> queries.add(side(source.vectors(), options)));
    AnnotationSource.Annotated annotated =
        plan.annotations().join(pipeline, queries, side(publicSet, options));
    UsableRows targetRows = annotated.queries().get(0);
    UsableRows publicRows = annotated.publicSet();
    Optional<UsableRows> controlRows = annotated.queries().stream().skip(1).findFirst();

    List<PCollection<KV<String, Long>>> events = new ArrayList<>(annotated.tally());
    List<PCollection<SkippedExample>> skipped = new ArrayList<>(annotated.skipped());
    Stream.concat(Stream.of(targetRows, publicRows), controlRows.stream())
        .forEach(
            rows -> {
              events.add(rows.tally());
              skipped.add(rows.skipped());
            });
    PCollectionView<Tally> tally =
        PCollectionList.of(events)
            .apply("Events", Flatten.pCollections())
            .apply("CheckSkips", CheckSkips.of(plan.skipLimit(), plan.splits()))
            .apply("Tally", View.asSingleton());

    List<SeenSet.Examples> sets =
        LeakSearch.sets(
            target,
            targetRows,
            publicSet,
            publicRows,
            controlSource.map(SplitSource.Source::vectors),
            controlRows);
    PCollection<FoundLeak> leaks = new LeakSearch(plan, options, tally).in(pipeline, sets);
    PCollectionView<Tally> leakTally = LeakSearch.tally(leaks);

    PCollectionView<List<KV<String, Long>>> frequentLabels =
        target
            .blocks()
            .apply(
                "FrequentLabels",
                FrequentLabels.of(
                    targetRows.blocks(), plan.study().minScore(), options.getSliceLabels()))
            .apply("View frequent labels", View.asSingleton());

    SearchAndScore search = new SearchAndScore(plan, options, publicRows.blocks(), tally);
    PCollectionTuple scored =
        search.in(
            pipeline,
            ScoredSet.TARGET,
            targetRows.blocks(),
            LeakSearch.rows(leaks, SeenSet.TARGET),
            frequentLabels,
            options.isExamples());
    List<PCollection<KV<Integer, ExampleScore>>> scores = new ArrayList<>();
    List<PCollection<KV<SliceKey, List<ExampleScore>>>> sliced = new ArrayList<>();
    scores.add(scored.get(ScoreExamples.SCORES));
    sliced.add(scored.get(ScoreExamples.SLICES));
    PCollectionView<ShiftResult> shift = null;
    if (controlRows.isPresent()) {
      PCollectionTuple control =
          search.in(
              pipeline,
              ScoredSet.CONTROL,
              controlRows.get().blocks(),
              LeakSearch.rows(leaks, SeenSet.CONTROL),
              frequentLabels,
              false);
      scores.add(control.get(ScoreExamples.SCORES));
      sliced.add(control.get(ScoreExamples.SLICES));
      shift =
          MeasureShift.of(
                  both("Labels", ScoreExamples.LABELS, scored, control),
                  both("Distances", ScoreExamples.DISTANCES, scored, control),
                  plan.study().referenceSpaces())
              .apply("View shift", View.asSingleton());
    }
    PCollection<ComparisonResult> results =
        PCollectionList.of(scores)
            .apply("Scores", Flatten.pCollections())
            .apply("CompareModels", plan.compareModels());
    PCollectionView<List<SliceResult>> slices =
        PCollectionList.of(sliced)
            .apply("Sliced scores", Flatten.pCollections())
            .apply(
                "CompareSlices",
                CompareSlices.of(
                    plan.study().comparisons(),
                    options.getMinSliceSize(),
                    options.isExcludeLeaks()))
            .apply("View slices", View.asList());

    List<PCollection<?>> written = new ArrayList<>();
    targetSource.manifests().ifPresent(written::add);
    publicSource.manifests().ifPresent(written::add);
    controlSource.flatMap(SplitSource.Source::manifests).ifPresent(written::add);
    if (options.isExamples()) {
      written.add(
          scored
              .get(SearchAndScore.RESULTS)
              .apply("WriteExamples", ExamplesParquet.to(options.getOutput())));
    }
    written.add(LeakSearch.listed(leaks, options.getOutput()));
    written.add(
        PCollectionList.of(skipped)
            .apply("Skipped", Flatten.pCollections())
            .apply("WriteErrors", WriteErrors.to(options.getOutput())));
    GalleryViews gallery =
        GalleryViews.of(
            scored.get(ScoreExamples.GALLERY),
            plan.study().galleryExamples(),
            ReadThumbnails.of(
                Splits.TARGET, Splits.PUBLIC, plan.readable(), options.getMaxPixels()));
    results.apply(
        "WriteStudy",
        WriteStudy.of(
            plan.description(),
            tally,
            leakTally,
            plan.leakCheck(),
            shift,
            slices,
            gallery,
            written));
    return pipeline;
  }

  private static Side side(SplitVectors vectors, VlmOptions options) {
    return new Side(vectors, UsableRows.of(vectors, options.getBlockCacheBytes()), false);
  }

  private static <T> PCollection<T> both(
      String name, TupleTag<T> tag, PCollectionTuple target, PCollectionTuple control) {
    return PCollectionList.of(target.get(tag))
        .and(control.get(tag))
        .apply(name, Flatten.pCollections());
  }
}
