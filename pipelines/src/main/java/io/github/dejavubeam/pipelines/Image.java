package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.annotations.JoinedAnnotations.Side;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.gallery.ReadThumbnails;
import io.github.dejavubeam.transforms.imagetest.CheckClasses;
import io.github.dejavubeam.transforms.imagetest.ScoreImages;
import io.github.dejavubeam.transforms.imagetest.WriteImageStudy;
import io.github.dejavubeam.transforms.imagetest.WriteTagCounts;
import io.github.dejavubeam.transforms.io.WriteErrors;
import io.github.dejavubeam.transforms.leaks.FindSameContent;
import io.github.dejavubeam.transforms.leaks.FoundLeak;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.report.ExamplesParquet;
import io.github.dejavubeam.transforms.tally.CheckSkips;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UsableRows;
import io.github.dejavubeam.transforms.vlm.Splits;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/** The image test (method, part 2): read, crop, embed, retrieve, vote, compare, write. */
final class Image implements Verb<ImageOptions> {

  @Override
  public String name() {
    return "image";
  }

  @Override
  public String summary() {
    return "Tests an image encoder: classes of the public images nearest to a background crop.";
  }

  @Override
  public Class<ImageOptions> options() {
    return ImageOptions.class;
  }

  @Override
  public void run(ImageOptions options, PrintStream out) {
    ImagePlan plan = ImagePlan.of(this, options);
    Pipeline pipeline = pipeline(plan, options);
    if (options.isDryRun()) {
      DryRun dryRun = DryRun.of(this, options, plan.output());
      plan.target().tell(dryRun);
      plan.publicSet().tell(dryRun);
      plan.control().ifPresent(control -> control.tell(dryRun));
      plan.tags().ifPresent(tags -> tags.tell(dryRun));
      plan.annotations().tell(dryRun);
      dryRun.searching(options).print(out);
      return;
    }
    if (!LocalRun.of(this, options, pipeline).run()) {
      return;
    }
    plan.printResults(out);
  }

  private static Pipeline pipeline(ImagePlan plan, ImageOptions options) {
    Pipeline pipeline = Pipeline.create(options);

    SplitSource.Source targetSource = plan.target().in(pipeline);
    SplitSource.Source publicSource = plan.publicSet().in(pipeline);
    Optional<SplitSource.Source> controlSource = plan.control().map(source -> source.in(pipeline));
    Optional<TagSource.Source> tagSource = plan.tags().map(tags -> tags.in(pipeline));
    SplitVectors target = targetSource.vectors();
    SplitVectors publicSet = publicSource.vectors();
    List<Side> queries = new ArrayList<>(List.of(side(target, options, false)));
    controlSource.ifPresent(source -> queries.add(side(source.vectors(), options, false)));
    AnnotationSource.Annotated annotated =
        plan.annotations().join(pipeline, queries, side(publicSet, options, true));
    UsableRows targetRows = annotated.queries().get(0);
    UsableRows publicRows = annotated.publicSet();
    Optional<UsableRows> controlRows = annotated.queries().stream().skip(1).findFirst();
    List<UsableRows> allRows = new ArrayList<>(List.of(targetRows, publicRows));
    controlRows.ifPresent(allRows::add);

    List<PCollection<KV<String, Long>>> events = new ArrayList<>(annotated.tally());
    List<PCollection<SkippedExample>> skipped = new ArrayList<>(annotated.skipped());
    for (UsableRows rows : allRows) {
      events.add(rows.tally());
      skipped.add(rows.skipped());
    }
    tagSource.ifPresent(
        tags -> {
          events.addAll(tags.tally());
          skipped.addAll(tags.skipped());
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
    if (plan.study().hasClassifier()) {
      PCollectionList<VectorBlock> blocks = PCollectionList.empty(pipeline);
      for (SeenSet.Examples set : sets) {
        blocks = blocks.and(set.vectors());
      }
      blocks.apply(
          "CheckClasses",
          CheckClasses.of(plan.study(), sets.stream().map(SeenSet.Examples::blocks).toList()));
    }

    PCollection<FoundLeak> leaks = FindSameContent.in(sets, Set.of(LeakKind.SAME_IMAGE));

    Optional<PCollectionView<TagCounts>> tagCounts =
        tagSource.map(tags -> tags.counts().apply("TagCounts", View.asSingleton()));
    SearchAndScoreImages search =
        new SearchAndScoreImages(
            plan,
            new ExactSearch(
                options,
                plan.study().searches(),
                plan.study().k(),
                plan.workers(),
                publicRows.blocks(),
                tally),
            tagCounts,
            leaks);
    PCollectionTuple scored =
        search.in(pipeline, SeenSet.TARGET, targetRows.blocks(), options.isExamples());
    PCollectionTuple control =
        controlRows
            .map(rows -> search.in(pipeline, SeenSet.CONTROL, rows.blocks(), false))
            .orElse(null);

    List<PCollection<?>> written = new ArrayList<>();
    targetSource.manifests().ifPresent(written::add);
    publicSource.manifests().ifPresent(written::add);
    controlSource.flatMap(SplitSource.Source::manifests).ifPresent(written::add);
    tagSource.ifPresent(
        tags -> {
          written.addAll(tags.written());
          written.add(tags.counts().apply("WriteTagCounts", WriteTagCounts.to(plan.output())));
        });
    if (options.isExamples()) {
      written.add(
          scored
              .get(ScoreImages.PREDICTIONS)
              .apply("WriteExamples", ExamplesParquet.ofPredictions(plan.output())));
    }
    written.add(LeakSearch.listed(leaks, plan.output()));
    written.add(
        PCollectionList.of(skipped)
            .apply("Skipped", Flatten.pCollections())
            .apply("WriteErrors", WriteErrors.to(plan.output())));
    GalleryViews gallery =
        GalleryViews.of(
            scored.get(ScoreImages.GALLERY),
            plan.study().galleryExamples(),
            ReadThumbnails.of(
                    Splits.TARGET,
                    Splits.PUBLIC,
                    Set.of(Splits.TARGET, Splits.PUBLIC),
                    options.getMaxPixels())
                .withBackgrounds(plan.target().plan().crop()));
    scored.apply(
        "WriteStudy",
        WriteImageStudy.of(
            plan.description(),
            plan.study(),
            tally,
            LeakSearch.tally(leaks),
            plan.leakCheck(),
            plan.slices(),
            control,
            gallery,
            written));
    return pipeline;
  }

  private static Side side(SplitVectors vectors, ImageOptions options, boolean labelled) {
    return new Side(vectors, UsableRows.of(vectors, options.getBlockCacheBytes()), labelled);
  }
}
