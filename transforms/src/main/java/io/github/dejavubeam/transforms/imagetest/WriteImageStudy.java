package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogram;
import io.github.dejavubeam.transforms.embedding.StepTimes;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.report.Gallery;
import io.github.dejavubeam.transforms.report.ImageReportHtml;
import io.github.dejavubeam.transforms.report.ImageResultTable;
import io.github.dejavubeam.transforms.report.ImageSummaryJson;
import io.github.dejavubeam.transforms.report.ImageTables;
import io.github.dejavubeam.transforms.report.StudyManifest;
import io.github.dejavubeam.transforms.shift.MeasureShift;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.StudyDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Counts how the examples went and writes summary, tables and report, and the manifest last, when
 * everything else is in place: its presence means that the study is complete. To be applied to what
 * {@link ScoreImages} yields.
 */
public final class WriteImageStudy extends PTransform<PCollectionTuple, PDone> {

  private final StudyDescription description;
  private final ImageStudy study;
  private final PCollectionView<Tally> tally;
  private final PCollectionView<Tally> leaks;
  private final LeakCheck check;
  @Nullable private final PCollectionTuple control;
  private final GalleryViews gallery;
  private final List<PCollection<?>> written;

  private WriteImageStudy(
      StudyDescription description,
      ImageStudy study,
      PCollectionView<Tally> tally,
      PCollectionView<Tally> leaks,
      LeakCheck check,
      @Nullable PCollectionTuple control,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    this.description = description;
    this.study = study;
    this.tally = tally;
    this.leaks = leaks;
    this.check = check;
    this.control = control;
    this.gallery = gallery;
    this.written = written;
  }

  /**
   * Writes a study.
   *
   * @param tally what was read and left out of all sets
   * @param leaks events of {@link io.github.dejavubeam.transforms.leaks.CountFound}
   * @param check how leaks were looked for and what became of them
   * @param control what {@link ScoreImages} yields for the control set; null without one
   * @param gallery the most memorized examples
   * @param written what must be written before: names of finished files
   */
  public static WriteImageStudy of(
      StudyDescription description,
      ImageStudy study,
      PCollectionView<Tally> tally,
      PCollectionView<Tally> leaks,
      LeakCheck check,
      @Nullable PCollectionTuple control,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    return new WriteImageStudy(
        description, study, tally, leaks, check, control, gallery, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollectionTuple scored) {
    OutcomeViews ofTarget = OutcomeViews.of(study, SeenSet.TARGET, check, scored);
    OutcomeViews ofControl =
        control == null ? null : OutcomeViews.of(study, SeenSet.CONTROL, check, control);
    PCollectionView<ShiftResult> shift =
        control == null ? null : shift(scored).apply("View shift", View.asSingleton());
    List<PCollectionView<?>> views =
        new ArrayList<>(List.of(tally, leaks, gallery.examples(), gallery.thumbnails()));
    views.addAll(ofTarget.all());
    if (ofControl != null) {
      views.addAll(ofControl.all());
      views.add(shift);
    }
    scored
        .getPipeline()
        .apply("Start", Create.of(description.output()))
        .apply("Wait for files", Wait.on(written))
        .apply(
            "Write",
            ParDo.of(
                    new Write(
                        description, study, ofTarget, ofControl, shift, tally, leaks, gallery))
                .withSideInputs(views));
    return PDone.in(scored.getPipeline());
  }

  private PCollection<ShiftResult> shift(PCollectionTuple scored) {
    return MeasureShift.of(
        both("Labels", ScoreImages.LABELS, scored),
        both("Distances", ScoreImages.DISTANCES, scored),
        study.referenceSpaces());
  }

  private <T> PCollection<T> both(String name, TupleTag<T> tag, PCollectionTuple scored) {
    return PCollectionList.of(scored.get(tag))
        .and(control.get(tag))
        .apply(name, Flatten.pCollections());
  }

  private static final class Write extends DoFn<String, Void> {
    private final StudyDescription description;
    private final ImageStudy study;
    private final OutcomeViews target;
    @Nullable private final OutcomeViews control;
    @Nullable private final PCollectionView<ShiftResult> shift;
    private final PCollectionView<Tally> tally;
    private final PCollectionView<Tally> leaks;
    private final GalleryViews gallery;

    Write(
        StudyDescription description,
        ImageStudy study,
        OutcomeViews target,
        @Nullable OutcomeViews control,
        @Nullable PCollectionView<ShiftResult> shift,
        PCollectionView<Tally> tally,
        PCollectionView<Tally> leaks,
        GalleryViews gallery) {
      this.description = description;
      this.study = study;
      this.target = target;
      this.control = control;
      this.shift = shift;
      this.tally = tally;
      this.leaks = leaks;
      this.gallery = gallery;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      Tally tally = context.sideInput(this.tally);
      ImageSummary summary =
          target
              .in(study, context)
              .of(
                  tally,
                  context.sideInput(leaks),
                  control == null ? null : control.in(study, context),
                  shift == null ? null : context.sideInput(shift));
      AtomicFiles.write(
          output + "/summary.json", ImageSummaryJson.bytes(summary, ImageStudy.SUMMARY_FRACTIONS));
      for (Map.Entry<String, byte[]> table :
          ImageTables.csv(summary, ImageStudy.sweep()).entrySet()) {
        AtomicFiles.write(output + "/tables/" + table.getKey(), table.getValue());
      }
      AtomicFiles.write(output + "/tables/left-out.csv", ImageTables.leftOut(reasons(tally)));
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
              manifest, summary, JoinCounts.of(tally, Splits.ALL), StepTimes.of(tally)));
    }

    private static Map<String, Map<String, Long>> reasons(Tally tally) {
      Map<String, Map<String, Long>> reasons = new TreeMap<>();
      Stream.concat(Splits.ALL.stream(), Stream.of(CountTags.SPLIT))
          .forEach(split -> reasons.put(split, tally.reasons(split)));
      return reasons;
    }
  }
}
