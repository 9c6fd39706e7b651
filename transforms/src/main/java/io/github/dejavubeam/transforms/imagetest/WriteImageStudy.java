package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.correlation.ClassCounts;
import io.github.dejavubeam.transforms.correlation.ClassCountsFn;
import io.github.dejavubeam.transforms.correlation.ConfidentAccuracies;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogram;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogramFn;
import io.github.dejavubeam.transforms.correlation.OutcomeCounts;
import io.github.dejavubeam.transforms.correlation.OutcomeCountsFn;
import io.github.dejavubeam.transforms.embedding.StepTimes;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.report.Gallery;
import io.github.dejavubeam.transforms.report.ImageReportHtml;
import io.github.dejavubeam.transforms.report.ImageResultTable;
import io.github.dejavubeam.transforms.report.ImageSummaryJson;
import io.github.dejavubeam.transforms.report.ImageTables;
import io.github.dejavubeam.transforms.report.StudyManifest;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.StudyDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TypeDescriptors;

/**
 * Counts how the examples went and writes summary, tables and report, and the manifest last, when
 * everything else is in place: its presence means that the study is complete. To be applied to what
 * {@link ScoreImages} yields.
 */
public final class WriteImageStudy extends PTransform<PCollectionTuple, PDone> {

  private final StudyDescription description;
  private final ImageStudy study;
  private final PCollectionView<Tally> tally;
  private final GalleryViews gallery;
  private final List<PCollection<?>> written;

  private WriteImageStudy(
      StudyDescription description,
      ImageStudy study,
      PCollectionView<Tally> tally,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    this.description = description;
    this.study = study;
    this.tally = tally;
    this.gallery = gallery;
    this.written = written;
  }

  /**
   * Writes a study.
   *
   * @param tally what was read and left out of the target and the public set
   * @param gallery the most memorized examples
   * @param written what must be written before: names of finished files
   */
  public static WriteImageStudy of(
      StudyDescription description,
      ImageStudy study,
      PCollectionView<Tally> tally,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    return new WriteImageStudy(description, study, tally, gallery, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollectionTuple scored) {
    int predictors = study.predictors().size();
    PCollection<ExampleOutcome> outcomes = scored.get(ScoreImages.OUTCOMES);
    PCollectionView<OutcomeCounts> counts =
        outcomes.apply(
            "Count outcomes",
            Combine.globally(new OutcomeCountsFn(predictors, study.secondModels()))
                .asSingletonView());
    PCollectionView<List<KV<Integer, ConfidentAccuracy>>> confident =
        outcomes
            .apply("Confident accuracies", ConfidentAccuracies.of(ImageStudy.fractions()))
            .apply("All accuracies", View.asList());
    PCollectionView<List<KV<String, ClassCounts>>> classes =
        outcomes
            .apply(
                "By class",
                WithKeys.of(ExampleOutcome::label).withKeyType(TypeDescriptors.strings()))
            .setCoder(KvCoder.of(StringUtf8Coder.of(), ExampleOutcome.coder()))
            .apply("Count classes", Combine.perKey(new ClassCountsFn(predictors)))
            .apply("All classes", View.asList());
    PCollectionView<Map<Integer, MemorizationHistogram>> histograms =
        scored
            .get(ScoreImages.CONFIDENCES)
            .apply("Memorization confidence", Combine.perKey(new MemorizationHistogramFn()))
            .apply("All histograms", View.asMap());
    scored
        .getPipeline()
        .apply("Start", Create.of(description.output()))
        .apply("Wait for files", Wait.on(written))
        .apply(
            "Write",
            ParDo.of(
                    new Write(
                        description, study, counts, confident, classes, histograms, tally, gallery))
                .withSideInputs(
                    counts,
                    confident,
                    classes,
                    histograms,
                    tally,
                    gallery.examples(),
                    gallery.thumbnails()));
    return PDone.in(scored.getPipeline());
  }

  private static final class Write extends DoFn<String, Void> {
    private final StudyDescription description;
    private final ImageStudy study;
    private final PCollectionView<OutcomeCounts> counts;
    private final PCollectionView<List<KV<Integer, ConfidentAccuracy>>> confident;
    private final PCollectionView<List<KV<String, ClassCounts>>> classes;
    private final PCollectionView<Map<Integer, MemorizationHistogram>> histograms;
    private final PCollectionView<Tally> tally;
    private final GalleryViews gallery;

    Write(
        StudyDescription description,
        ImageStudy study,
        PCollectionView<OutcomeCounts> counts,
        PCollectionView<List<KV<Integer, ConfidentAccuracy>>> confident,
        PCollectionView<List<KV<String, ClassCounts>>> classes,
        PCollectionView<Map<Integer, MemorizationHistogram>> histograms,
        PCollectionView<Tally> tally,
        GalleryViews gallery) {
      this.description = description;
      this.study = study;
      this.counts = counts;
      this.confident = confident;
      this.classes = classes;
      this.histograms = histograms;
      this.tally = tally;
      this.gallery = gallery;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      ImageSummary summary =
          new ImageSummaries(
                  study,
                  context.sideInput(counts),
                  context.sideInput(confident),
                  context.sideInput(histograms))
              .of(context.sideInput(tally), context.sideInput(classes));
      AtomicFiles.write(
          output + "/summary.json", ImageSummaryJson.bytes(summary, ImageStudy.SUMMARY_FRACTIONS));
      for (Map.Entry<String, byte[]> table :
          ImageTables.csv(summary, ImageStudy.sweep()).entrySet()) {
        AtomicFiles.write(output + "/tables/" + table.getKey(), table.getValue());
      }
      AtomicFiles.write(
          output + "/tables/left-out.csv", ImageTables.leftOut(reasons(context.sideInput(tally))));
      AtomicFiles.write(
          output + "/tables/table.txt",
          ImageResultTable.text(summary).getBytes(StandardCharsets.UTF_8));
      StudyManifest manifest = description.manifest();
      AtomicFiles.write(
          output + "/report.html",
          ImageReportHtml.bytes(
              summary,
              ImageStudy.sweep(),
              MemorizationHistogram.BIN_WIDTH,
              manifest,
              new Gallery(
                  context.sideInput(gallery.examples()), context.sideInput(gallery.thumbnails()))));
      AtomicFiles.write(
          output + "/manifest.json",
          StudyManifest.bytes(
              manifest,
              summary,
              JoinCounts.of(context.sideInput(tally), List.of(Splits.TARGET, Splits.PUBLIC)),
              StepTimes.of(context.sideInput(tally))));
    }

    private static Map<String, Map<String, Long>> reasons(Tally tally) {
      Map<String, Map<String, Long>> reasons = new TreeMap<>();
      for (String split : List.of(Splits.TARGET, Splits.PUBLIC, CountTags.SPLIT)) {
        reasons.put(split, tally.reasons(split));
      }
      return reasons;
    }
  }
}
