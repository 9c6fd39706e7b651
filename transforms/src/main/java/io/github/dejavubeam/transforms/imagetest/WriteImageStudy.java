package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.correlation.MemorizationHistogram;
import io.github.dejavubeam.transforms.embedding.StepTimes;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.metrics.SliceKey;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TypeDescriptor;

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
  private final SliceLimits limits;
  @Nullable private final PCollectionTuple control;
  private final GalleryViews gallery;
  private final List<PCollection<?>> written;

  private WriteImageStudy(
      StudyDescription description,
      ImageStudy study,
      PCollectionView<Tally> tally,
      PCollectionView<Tally> leaks,
      LeakCheck check,
      SliceLimits limits,
      @Nullable PCollectionTuple control,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    this.description = description;
    this.study = study;
    this.tally = tally;
    this.leaks = leaks;
    this.check = check;
    this.limits = limits;
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
   * @param limits which slices are shown
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
      SliceLimits limits,
      @Nullable PCollectionTuple control,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    return new WriteImageStudy(
        description, study, tally, leaks, check, limits, control, gallery, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollectionTuple scored) {
    OutcomeViews ofTarget = OutcomeViews.of(study, SeenSet.TARGET, check, scored);
    OutcomeViews ofControl =
        control == null ? null : OutcomeViews.of(study, SeenSet.CONTROL, check, control);
    PCollectionView<ShiftResult> shift =
        control == null ? null : shift(scored).apply("View shift", View.asSingleton());
    PCollectionView<List<DejaVuSlice>> slices = slices(scored).apply("View slices", View.asList());
    List<PCollectionView<?>> views =
        new ArrayList<>(List.of(tally, leaks, slices, gallery.examples(), gallery.thumbnails()));
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
                        description,
                        study,
                        ofTarget,
                        ofControl,
                        shift,
                        slices,
                        tally,
                        leaks,
                        gallery))
                .withSideInputs(views));
    return PDone.in(scored.getPipeline());
  }

  private PCollection<DejaVuSlice> slices(PCollectionTuple scored) {
    PCollectionList<KV<SliceKey, ExampleOutcome>> sliced =
        PCollectionList.of(sliced("target", ScoredSet.TARGET, scored));
    if (control != null) {
      sliced = sliced.and(sliced("control", ScoredSet.CONTROL, control));
    }
    return sliced
        .apply("Sliced outcomes", Flatten.pCollections())
        .apply("Compare slices", CompareImageSlices.of(study, limits));
  }

  /** The examples of a set that take part, by their class. */
  private PCollection<KV<SliceKey, ExampleOutcome>> sliced(
      String name, ScoredSet set, PCollectionTuple scored) {
    boolean leaksCount = !check.excluded();
    return scored
        .get(ScoreImages.OUTCOMES)
        .apply("Taking part of " + name, Filter.by(outcome -> leaksCount || !outcome.leaks()))
        .apply(
            "Slices of " + name,
            WithKeys.<SliceKey, ExampleOutcome>of(
                    outcome -> new SliceKey(Slice.ofLabel(outcome.label()), set))
                .withKeyType(TypeDescriptor.of(SliceKey.class)))
        .setCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ExampleOutcome.coder()));
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
    private final PCollectionView<List<DejaVuSlice>> slices;
    private final PCollectionView<Tally> tally;
    private final PCollectionView<Tally> leaks;
    private final GalleryViews gallery;

    Write(
        StudyDescription description,
        ImageStudy study,
        OutcomeViews target,
        @Nullable OutcomeViews control,
        @Nullable PCollectionView<ShiftResult> shift,
        PCollectionView<List<DejaVuSlice>> slices,
        PCollectionView<Tally> tally,
        PCollectionView<Tally> leaks,
        GalleryViews gallery) {
      this.description = description;
      this.study = study;
      this.target = target;
      this.control = control;
      this.shift = shift;
      this.slices = slices;
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
                  shift == null ? null : context.sideInput(shift))
              .with(sorted(context.sideInput(slices)));
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

    private static List<DejaVuSlice> sorted(List<DejaVuSlice> slices) {
      return slices.stream()
          .sorted(
              Comparator.comparing(DejaVuSlice::model)
                  .thenComparing(DejaVuSlice::reference)
                  .thenComparing(DejaVuSlice::slice))
          .toList();
    }

    private static Map<String, Map<String, Long>> reasons(Tally tally) {
      Map<String, Map<String, Long>> reasons = new TreeMap<>();
      Stream.concat(Splits.ALL.stream(), Stream.of(CountTags.SPLIT))
          .forEach(split -> reasons.put(split, tally.reasons(split)));
      return reasons;
    }
  }
}
