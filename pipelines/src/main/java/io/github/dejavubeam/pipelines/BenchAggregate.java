package io.github.dejavubeam.pipelines;

import com.sun.management.OperatingSystemMXBean;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.ShiftResult;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.schemas.SliceResult;
import io.github.dejavubeam.schemas.Thumbnail;
import io.github.dejavubeam.transforms.benchmark.PeakMemory;
import io.github.dejavubeam.transforms.gallery.GalleryViews;
import io.github.dejavubeam.transforms.metrics.CompareModels;
import io.github.dejavubeam.transforms.metrics.CompareSlices;
import io.github.dejavubeam.transforms.metrics.ExampleScoreCoder;
import io.github.dejavubeam.transforms.metrics.ExampleScoresCoder;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import io.github.dejavubeam.transforms.shift.MeasureShift;
import io.github.dejavubeam.transforms.shift.SetCounts;
import io.github.dejavubeam.transforms.tally.SumTally;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.WriteStudy;
import java.io.PrintStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Measures how long it takes to turn the scores of many examples into the results of a study: gaps,
 * differences from a control, the most memorized, slices, the likeness of the two sets; summary,
 * tables and report are written. The scores are made up, and there are no pictures.
 */
final class BenchAggregate implements Verb<BenchAggregateOptions> {

  private static final long ROWS = 1_000_000;
  private static final String OUTPUT = "dejavu-bench";
  private static final int LABELS = 20;
  private static final int SMALLEST_SLICE = 20;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final List<Double> FRACTIONS = List.of(0.001, 0.01, 0.1);
  private static final TupleTag<KV<Integer, ExampleScore>> SCORES = new TupleTag<>() {};
  private static final TupleTag<KV<SliceKey, List<ExampleScore>>> SLICES = new TupleTag<>() {};
  private static final TupleTag<KV<String, SetCounts>> SEEN = new TupleTag<>() {};
  private static final TupleTag<KV<Integer, KV<Boolean, Double>>> DISTANCES = new TupleTag<>() {};

  @Override
  public String name() {
    return "bench aggregate";
  }

  @Override
  public String summary() {
    return "Measures how fast scores of examples become the results of a study.";
  }

  @Override
  public Class<BenchAggregateOptions> options() {
    return BenchAggregateOptions.class;
  }

  @Override
  public boolean runsElsewhere() {
    return false;
  }

  @Override
  public void run(BenchAggregateOptions options, PrintStream out) {
    long rows = atLeastOne("--rows", options.getRows() == null ? ROWS : options.getRows());
    int count = (int) atLeastOne("--comparisons", options.getComparisons());
    String output = OutputPath.of(options.getOutput() == null ? OUTPUT : options.getOutput());
    options.as(FlinkPipelineOptions.class).setParallelism(Parallelism.of(options));
    List<Comparison> comparisons =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                k -> Comparison.of("model", "reference", ReferenceKind.TWO_MODEL, Mode.T2I, k, 10))
            .toList();
    long start = System.nanoTime();
    long cpu = SYSTEM.getProcessCpuTime();
    pipeline(options, rows, comparisons, output).run().waitUntilFinish();
    out.printf(
        Locale.ROOT,
        "aggregated %d target and %d control examples in %d comparisons in %.1f s, %.1f s of"
            + " processor time%s%n",
        rows,
        rows / 10,
        count,
        (System.nanoTime() - start) / 1e9,
        (SYSTEM.getProcessCpuTime() - cpu) / 1e9,
        PeakMemory.residentBytes().isPresent()
            ? String.format(
                Locale.ROOT,
                ", with at most %.0f MB of memory",
                PeakMemory.residentBytes().getAsLong() / 1e6)
            : "");
  }

  private static Pipeline pipeline(
      BenchAggregateOptions options, long rows, List<Comparison> comparisons, String output) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple scored =
        pipeline
            .apply("Rows", GenerateSequence.from(0).to(rows + rows / 10))
            .apply(
                "MakeScores",
                ParDo.of(new MakeScores(options.getSeed(), rows, comparisons.size()))
                    .withOutputTags(SCORES, TupleTagList.of(SLICES).and(SEEN).and(DISTANCES)));
    PCollection<ComparisonResult> results =
        scored
            .get(SCORES)
            .setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()))
            .apply("CompareModels", CompareModels.of(comparisons, FRACTIONS).withControl());
    PCollectionView<List<SliceResult>> slices =
        scored
            .get(SLICES)
            .setCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ExampleScoresCoder.of()))
            .apply("CompareSlices", CompareSlices.of(comparisons, SMALLEST_SLICE, false))
            .apply("View slices", View.asList());
    PCollectionView<ShiftResult> shift =
        MeasureShift.of(
                scored
                    .get(SEEN)
                    .setCoder(KvCoder.of(StringUtf8Coder.of(), new SetCounts.SetCountsCoder())),
                scored
                    .get(DISTANCES)
                    .setCoder(
                        KvCoder.of(
                            VarIntCoder.of(), KvCoder.of(BooleanCoder.of(), DoubleCoder.of()))),
                List.of(new MeasureShift.Space("reference", Mode.T2I)))
            .apply("View shift", View.asSingleton());
    results.apply(
        "WriteStudy",
        WriteStudy.of(
            Description.of(new BenchAggregate(), options, output, List.of(), model -> ""),
            tally(
                pipeline,
                "Tally",
                Map.of(
                    Tally.read(Splits.TARGET), rows,
                    Tally.read(Splits.CONTROL), rows / 10,
                    Tally.read(Splits.PUBLIC), rows)),
            tally(pipeline, "Leaks", Map.of()),
            new LeakCheck(false, false),
            shift,
            slices,
            new GalleryViews(
                none(pipeline, "Examples", GalleryExample.class),
                none(pipeline, "Thumbnails", Thumbnail.class)),
            List.of(results)));
    return pipeline;
  }

  private static PCollectionView<Tally> tally(
      Pipeline pipeline, String name, Map<String, Long> events) {
    return pipeline
        .apply(
            name, Create.of(events).withCoder(KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of())))
        .apply("Sum of " + name, Combine.globally(new SumTally()).asSingletonView());
  }

  private static <T extends Serializable> PCollectionView<List<T>> none(
      Pipeline pipeline, String name, Class<T> type) {
    return pipeline
        .apply(name, Create.empty(SerializableCoder.of(type)))
        .apply("View of " + name, View.asList());
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + "=" + value + ": give a number of at least 1");
    }
    return value;
  }

  /**
   * Scores of a row: 1 to 5 objects, 10 predictions, hits by chance, labels of which few are
   * frequent.
   */
  private static final class MakeScores extends DoFn<Long, KV<Integer, ExampleScore>> {
    private final long seed;
    private final long targets;
    private final int comparisons;

    MakeScores(long seed, long targets, int comparisons) {
      this.seed = seed;
      this.targets = targets;
      this.comparisons = comparisons;
    }

    @ProcessElement
    public void process(@Element Long row, MultiOutputReceiver out) {
      SplittableRandom random = new SplittableRandom(seed * 0x9e3779b97f4a7c15L + row * row);
      ScoredSet set = row < targets ? ScoredSet.TARGET : ScoredSet.CONTROL;
      int objects = 1 + random.nextInt(5);
      List<ExampleScore> scores = new ArrayList<>(comparisons);
      for (int place = 0; place < comparisons; place++) {
        ExampleScore score =
            ExampleScore.of(
                    "example-" + row,
                    objects,
                    10,
                    random.nextInt(objects + 1),
                    10,
                    random.nextInt(objects + 1),
                    random.nextDouble())
                .in(set);
        scores.add(score);
        out.get(SCORES).output(KV.of(place, score));
      }
      List<Slice> slices = new ArrayList<>();
      slices.add(Slice.ofObjects(objects));
      slices.add(Slice.ofCaptionWords(random.nextInt(30)));
      slices.add(Slice.ofObjectsNamed(random.nextBoolean()));
      for (int object = 0; object < objects; object++) {
        String label = "label-" + random.nextInt(LABELS);
        slices.add(Slice.ofLabel(label));
        out.get(SEEN).output(KV.of(label, SetCounts.one(set == ScoredSet.CONTROL)));
      }
      slices.forEach(slice -> out.get(SLICES).output(KV.of(new SliceKey(slice, set), scores)));
      out.get(DISTANCES)
          .output(KV.of(0, KV.of(set == ScoredSet.CONTROL, scores.get(0).nearestDistance())));
    }
  }
}
