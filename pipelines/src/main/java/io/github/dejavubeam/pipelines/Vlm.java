package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations.Side;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.metrics.CompareModels;
import io.github.dejavubeam.transforms.report.ExamplesParquet;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.SumTally;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SearchBlocks;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vlm.CountLeaks;
import io.github.dejavubeam.transforms.vlm.PlanSearch;
import io.github.dejavubeam.transforms.vlm.ScoreExamples;
import io.github.dejavubeam.transforms.vlm.WriteStudy;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

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
    LocalRun.of(this, options, pipeline(plan, options)).run();
    plan.printResults(out);
  }

  private static Pipeline pipeline(VlmPlan plan, VlmOptions options) {
    Pipeline pipeline = Pipeline.create(options);

    SplitSource.Source targetSource = plan.target().in(pipeline);
    SplitSource.Source publicSource = plan.publicSet().in(pipeline);
    SplitVectors target = targetSource.vectors();
    SplitVectors publicSet = publicSource.vectors();
    AnnotationSource.Annotated annotated =
        plan.annotations()
            .join(
                pipeline,
                new Side(target, UsableRows.of(target, options.getBlockCacheBytes()), false),
                new Side(publicSet, UsableRows.of(publicSet, options.getBlockCacheBytes()), false));
    UsableRows targetRows = annotated.target();
    UsableRows publicRows = annotated.publicSet();
    PCollectionView<Tally> tally =
        PCollectionList.of(targetRows.tally())
            .and(publicRows.tally())
            .and(annotated.tally())
            .apply("Events", Flatten.pCollections())
            .apply("CheckSkips", CheckSkips.of(plan.skipLimit(), plan.splits()))
            .apply("Tally", View.asSingleton());

    PCollectionTuple scored =
        pipeline
            .apply(
                "PlanSearch",
                PlanSearch.of(
                    targetRows.blocks(),
                    publicRows.blocks(),
                    tally,
                    plan.study().searches(),
                    plan.study().largestK(),
                    options.getEngine(),
                    plan.workers(),
                    options.getSearchMemory()))
            .apply(
                "SearchBlocks",
                SearchBlocks.of(
                    targetRows.blocks(),
                    publicRows.blocks(),
                    plan.study().searches(),
                    plan.study().largestK(),
                    options.getEngine()))
            .apply(
                "ScoreExamples",
                ScoreExamples.of(
                    plan.study(), targetRows.blocks(), publicRows.blocks(), options.isExamples()));
    PCollection<ComparisonResult> results =
        scored
            .get(ScoreExamples.SCORES)
            .apply("CompareModels", CompareModels.of(plan.study().comparisons(), plan.fractions()));
    PCollectionView<Tally> leaks =
        PCollectionList.of(target.blocks())
            .and(publicSet.blocks())
            .apply("CountLeaks", CountLeaks.of(targetRows.blocks(), publicRows.blocks()))
            .apply("Leaks", Combine.globally(new SumTally()).asSingletonView());

    List<PCollection<?>> written = new ArrayList<>();
    targetSource.manifests().ifPresent(written::add);
    publicSource.manifests().ifPresent(written::add);
    if (options.isExamples()) {
      written.add(
          scored
              .get(ScoreExamples.RESULTS)
              .apply("WriteExamples", ExamplesParquet.to(options.getOutput())));
    }
    PCollection<SkippedExample> skipped =
        PCollectionList.of(targetRows.skipped())
            .and(publicRows.skipped())
            .and(annotated.skipped())
            .apply("Skipped", Flatten.pCollections());
    written.add(skipped.apply("WriteErrors", WriteErrors.to(options.getOutput())));
    results.apply("WriteStudy", WriteStudy.of(plan.description(), tally, leaks, written));
    return pipeline;
  }
}
