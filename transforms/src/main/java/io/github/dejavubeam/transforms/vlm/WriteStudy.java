package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.LeakResult;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.VlmSummary;
import io.github.dejavubeam.transforms.annotations.JoinCounts;
import io.github.dejavubeam.transforms.embedding.StepTimes;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.leaks.CountFound;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.report.Gallery;
import io.github.dejavubeam.transforms.report.ReportHtml;
import io.github.dejavubeam.transforms.report.ResultTable;
import io.github.dejavubeam.transforms.report.ResultTables;
import io.github.dejavubeam.transforms.report.StudyManifest;
import io.github.dejavubeam.transforms.report.SummaryJson;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes summary, tables and report, and the manifest last, when everything else is in place: its
 * presence means that the study is complete. A retry writes the same files again.
 */
public final class WriteStudy extends PTransform<PCollection<ComparisonResult>, PDone> {

  private final StudyDescription description;
  private final PCollectionView<Tally> tally;
  private final PCollectionView<Tally> leaks;
  private final LeakCheck check;
  @Nullable private final PCollectionView<ShiftResult> shift;
  private final PCollectionView<List<SliceResult>> slices;
  private final GalleryViews gallery;
  private final List<PCollection<?>> written;

  private WriteStudy(
      StudyDescription description,
      PCollectionView<Tally> tally,
      PCollectionView<Tally> leaks,
      LeakCheck check,
      @Nullable PCollectionView<ShiftResult> shift,
      PCollectionView<List<SliceResult>> slices,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    this.description = description;
    this.tally = tally;
    this.leaks = leaks;
    this.check = check;
    this.shift = shift;
    this.slices = slices;
    this.gallery = gallery;
    this.written = written;
  }

  /**
   * Writes a study.
   *
   * @param tally what was read and left out of the target and the public set
   * @param leaks events of {@link CountFound}
   * @param check how leaks were looked for and what became of them
   * @param shift whether the control set is drawn like the target set; null without one
   * @param slices gaps over slices of the examples
   * @param gallery the most memorized examples
   * @param written what must be written before: names of finished files
   */
  public static WriteStudy of(
      StudyDescription description,
      PCollectionView<Tally> tally,
      PCollectionView<Tally> leaks,
      LeakCheck check,
      @Nullable PCollectionView<ShiftResult> shift,
      PCollectionView<List<SliceResult>> slices,
      GalleryViews gallery,
      List<PCollection<?>> written) {
    return new WriteStudy(
        description, tally, leaks, check, shift, slices, gallery, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollection<ComparisonResult> results) {
    PCollectionView<List<ComparisonResult>> all = results.apply("AllResults", View.asList());
    List<PCollectionView<?>> views =
        new ArrayList<>(
            List.of(all, tally, leaks, slices, gallery.examples(), gallery.thumbnails()));
    if (shift != null) {
      views.add(shift);
    }
    results
        .getPipeline()
        .apply("Start", Create.of(description.output()))
        .apply("WaitForFiles", Wait.on(written))
        .apply(
            "Write",
            ParDo.of(new Write(description, all, tally, leaks, check, shift, slices, gallery))
                .withSideInputs(views));
    return PDone.in(results.getPipeline());
  }

  private static final class Write extends DoFn<String, Void> {
    private final StudyDescription description;
    private final PCollectionView<List<ComparisonResult>> results;
    private final PCollectionView<Tally> tally;
    private final PCollectionView<Tally> leaks;
    private final LeakCheck check;
    @Nullable private final PCollectionView<ShiftResult> shift;
    private final PCollectionView<List<SliceResult>> slices;
    private final GalleryViews gallery;

    Write(
        StudyDescription description,
        PCollectionView<List<ComparisonResult>> results,
        PCollectionView<Tally> tally,
        PCollectionView<Tally> leaks,
        LeakCheck check,
        @Nullable PCollectionView<ShiftResult> shift,
        PCollectionView<List<SliceResult>> slices,
        GalleryViews gallery) {
      this.description = description;
      this.results = results;
      this.tally = tally;
      this.leaks = leaks;
      this.check = check;
      this.shift = shift;
      this.slices = slices;
      this.gallery = gallery;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      VlmSummary summary =
          summary(
              context.sideInput(results),
              context.sideInput(tally),
              context.sideInput(leaks),
              check,
              shift == null ? null : context.sideInput(shift),
              context.sideInput(slices));
      AtomicFiles.write(output + "/summary.json", SummaryJson.bytes(summary));
      for (Map.Entry<String, byte[]> table : ResultTables.csv(summary).entrySet()) {
        AtomicFiles.write(output + "/tables/" + table.getKey(), table.getValue());
      }
      AtomicFiles.write(
          output + "/tables/table.txt", ResultTable.text(summary).getBytes(StandardCharsets.UTF_8));
      StudyManifest manifest = description.manifest();
      AtomicFiles.write(
          output + "/report.html",
          ReportHtml.bytes(
              summary,
              manifest,
              new Gallery(
                  context.sideInput(gallery.examples()), context.sideInput(gallery.thumbnails()))));
      AtomicFiles.write(
          output + "/manifest.json",
          StudyManifest.bytes(
              manifest,
              summary,
              JoinCounts.of(context.sideInput(tally), Splits.ALL),
              StepTimes.of(context.sideInput(tally))));
    }
  }

  private static VlmSummary summary(
      List<ComparisonResult> results,
      Tally tally,
      Tally leaks,
      LeakCheck check,
      @Nullable ShiftResult shift,
      List<SliceResult> slices) {
    ComparisonResult first = results.get(0);
    LeakResult found = first.leaks();
    long scored = found == null ? first.n() : found.with().n();
    VlmSummary.Builder summary =
        VlmSummary.builder()
            .setTarget(counts(tally, Splits.TARGET, scored))
            .setPublicSet(
                counts(
                    tally,
                    Splits.PUBLIC,
                    tally.found(Splits.PUBLIC) - tally.leftOut(Splits.PUBLIC)))
            .setLeaks(check.counts(leaks, SeenSet.TARGET, scored - first.n()))
            .setSlices(
                slices.stream()
                    .sorted(
                        Comparator.comparing(SliceResult::comparison)
                            .thenComparing(SliceResult::slice))
                    .toList())
            .setComparisons(
                results.stream()
                    .sorted((a, b) -> a.comparison().compareTo(b.comparison()))
                    .toList());
    if (first.control() != null) {
      long leaked = check.excluded() ? first.control().leaked() : 0;
      summary
          .setControl(counts(tally, Splits.CONTROL, first.control().n() + leaked))
          .setShift(shift)
          .setControlLeaks(check.counts(leaks, SeenSet.CONTROL, leaked));
    }
    return summary.build();
  }

  private static SplitCounts counts(Tally tally, String split, long used) {
    long read = tally.found(split);
    long skipped = tally.leftOut(split);
    return SplitCounts.of(read, used, read - used - skipped, skipped);
  }
}
