package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.DejaVuSlice;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.MemorizedGap;
import io.github.dejavubeam.schemas.MemorizedOrder;
import io.github.dejavubeam.schemas.PredictorKind;
import io.github.dejavubeam.schemas.PredictorResult;
import io.github.dejavubeam.schemas.RecallShare;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.SplitCounts;
import io.github.dejavubeam.schemas.Thumbnail;
import io.github.dejavubeam.schemas.VlmSummary;
import io.github.dejavubeam.transforms.image.JpegEncoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.annotation.Nullable;

/** Studies with every plot and a gallery, to be opened in a browser. */
final class ShownStudies {

  static final List<Double> SWEEP = IntStream.rangeClosed(1, 10).mapToObj(i -> i / 10.0).toList();

  private ShownStudies() {}

  /** Two checkpoints against a reference, at two k and two choices of objects. */
  static VlmSummary vlm(String model) {
    List<ComparisonResult> results = new ArrayList<>();
    for (String checkpoint : List.of(model, "early")) {
      for (int k : List.of(1, 10)) {
        for (int limit : List.of(1, Comparison.ALL_OBJECTS)) {
          results.add(result(checkpoint, k, limit));
        }
      }
    }
    return VlmSummary.builder()
        .setTarget(SplitCounts.of(20, 16, 3, 1))
        .setPublicSet(SplitCounts.of(12, 11, 0, 1))
        .setControl(SplitCounts.of(9, 8, 1, 0))
        .setLeaks(LeakCounts.of(0, 0, 0))
        .setComparisons(results)
        .setSlices(results.stream().flatMap(ShownStudies::slices).toList())
        .build();
  }

  private static Stream<SliceResult> slices(ComparisonResult result) {
    return Stream.of(
            Slice.ofCaptionWords(3),
            Slice.ofCaptionWords(12),
            Slice.ofObjectsNamed(true),
            Slice.ofObjectsNamed(false))
        .map(
            slice ->
                new SliceResult(
                    result.comparison(),
                    slice,
                    result.n(),
                    result.ppg(),
                    result.prg(),
                    result.aucg(),
                    new SliceResult.Control(8, result.ppg(), result.prg(), result.aucg())));
  }

  private static ComparisonResult result(String model, int k, int limit) {
    double gap = model.equals("early") ? 0.02 : 0.1 + 0.2 / k;
    List<MemorizedGap> curve = new ArrayList<>();
    for (MemorizedOrder order : MemorizedOrder.values()) {
      for (double fraction : List.of(0.001, 0.01, 0.1, 1.0)) {
        double here = gap * (1.5 - Math.log10(fraction) / 3);
        curve.add(
            MemorizedGap.of(order, fraction, Math.round(1000 * fraction), here, here / 2, here));
      }
    }
    return Studies.result(Studies.comparison(model, "reference", k, limit), about(gap), about(gap))
        .toBuilder()
        .setCurve(curve)
        .setControl(Studies.control(about(gap), about(gap / 2)))
        .setRecallShares(
            IntStream.rangeClosed(0, 100)
                .mapToObj(i -> new RecallShare(i / 100.0, 1 - i / 200.0, 1 - i / (150.0 - k)))
                .toList())
        .build();
  }

  private static Estimate about(double value) {
    return Estimate.of(value, value - 0.05, value + 0.05, 0.01);
  }

  /** How the study of {@link #vlm} came to be: the early checkpoint was given first. */
  static StudyManifest manifest(VlmSummary summary) {
    return new StudyManifest(
        "dejavu-beam",
        "1.0",
        "vlm",
        Instant.EPOCH,
        Map.of("k", "1,10"),
        summary.comparisons().stream()
            .map(result -> result.comparison().model())
            .distinct()
            .sorted(Comparator.comparing(name -> !name.equals("early")))
            .map(name -> new StudyManifest.Model(name, "models", "digest"))
            .toList(),
        new StudyManifest.Versions("17", "Linux", "1.29.0", "2.70.0"),
        1.5);
  }

  /** A model against a second model and tags, on a target and a control set. */
  static ImageSummary image() {
    ImageSummary control = image(0.02, null);
    ImageSummary summary = image(0.1, control);
    return summary.with(summary.dejaVu().stream().flatMap(ShownStudies::slices).toList());
  }

  private static Stream<DejaVuSlice> slices(DejaVuResult result) {
    return Stream.of("=cat</script>", "dog")
        .map(
            label ->
                new DejaVuSlice(
                    result.model(),
                    result.reference(),
                    result.kind(),
                    Slice.ofLabel(label),
                    20,
                    result.top1(),
                    result.top5(),
                    new DejaVuSlice.Control(20, result.top1(), result.top5())));
  }

  private static ImageSummary image(double score, @Nullable ImageSummary control) {
    List<PredictorResult> predictors = new ArrayList<>();
    for (String name : List.of("A", "B", "naive-bayes-of-the-best-2-tags")) {
      double end = name.equals("A") ? 0.3 + score : 0.3;
      predictors.add(
          new PredictorResult(
              name,
              name.startsWith("n") ? PredictorKind.NAIVE_BAYES : PredictorKind.KNN,
              10,
              1000,
              end,
              end + 0.2,
              SWEEP.stream()
                  .map(share -> new ConfidentAccuracy(share, 100, 1 - share * end, 1))
                  .toList()));
    }
    return new ImageSummary(
        new ImageSummary.Target(1000, 1000, 0, 0, 0),
        SplitCounts.of(2000, 2000, 0, 0),
        LeakCounts.NONE,
        predictors,
        List.of(
            dejaVu("B", ReferenceKind.TWO_MODEL, score, control != null),
            dejaVu(
                "naive-bayes-of-the-best-2-tags", ReferenceKind.ONE_MODEL, score, control != null)),
        new CorrelationResult(
            List.of(
                new CorrelationResult.Reference("B", 0.3, 1),
                new CorrelationResult.Reference("naive-bayes-of-the-best-2-tags", 0.3, 0.6)),
            300,
            List.of(List.of(1.0, 0.7), List.of(0.7, 1.0)),
            List.of(
                new CorrelationResult.ClassResult("=cat</script>", 20, List.of(15L, 10L)),
                new CorrelationResult.ClassResult("dog", 20, List.of(5L, 12L)))),
        control,
        control == null ? null : new ShiftResult(2, 0.1, "dog", 0.5, 0.4, 0.5, List.of()));
  }

  private static DejaVuResult dejaVu(
      String reference, ReferenceKind kind, double score, boolean controlled) {
    return new DejaVuResult(
        "A",
        reference,
        kind,
        about(score),
        about(0.8 * score),
        SWEEP.stream().map(share -> new DejaVuResult.Difference(share, score, score)).toList(),
        200,
        200,
        100,
        500,
        List.of(
            new DejaVuResult.Bin(-0.25, 6),
            new DejaVuResult.Bin(0, 9),
            new DejaVuResult.Bin(0.25, 4)),
        null,
        controlled
            ? new DejaVuDifference(
                about(0.08),
                about(0.06),
                SWEEP.stream()
                    .map(share -> new DejaVuDifference.Confident(share, about(0.08), about(0.06)))
                    .toList())
            : null);
  }

  /** An example in the first comparison, with pictures of it, its background and neighbours. */
  static Gallery gallery() {
    String hostile = "<img src=x onerror=alert(1)>\u202E";
    GalleryExample.Retrieved retrieved =
        new GalleryExample.Retrieved(
            List.of(
                new GalleryExample.Label("cat", true), new GalleryExample.Label(hostile, false)),
            3,
            List.of(
                new GalleryExample.Neighbour(
                    "near", "p.tar", List.of(new GalleryExample.Label("cat", true)), 0.25),
                new GalleryExample.Neighbour("far", "p.tar", List.of(), 0.5)));
    return new Gallery(
        List.of(
            new GalleryExample(
                0,
                1,
                hostile,
                "t.tar",
                List.of(
                    new GalleryExample.TrueObject("cat", true, false),
                    new GalleryExample.TrueObject("dog", false, false)),
                retrieved,
                new GalleryExample.Retrieved(
                    List.of(new GalleryExample.Label("bird", false)), 0, List.of()))),
        List.of(
            new Thumbnail(Gallery.TARGET, hostile, "a cat " + hostile, jpeg(90), jpeg(40)),
            new Thumbnail(Gallery.PUBLIC, "near", "another cat", jpeg(60), ""),
            new Thumbnail(Gallery.PUBLIC, "far", "", jpeg(70), "")));
  }

  private static String jpeg(int side) {
    return Base64.getEncoder()
        .encodeToString(
            JpegEncoder.encode(new RgbImage(side, side, new byte[3 * side * side]), 50));
  }
}
