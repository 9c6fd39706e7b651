package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.benchmark.PeakMemory;
import io.github.dejavubeam.transforms.metrics.CompareModels;
import io.github.dejavubeam.transforms.metrics.CompareSlices;
import io.github.dejavubeam.transforms.metrics.ExampleScoreCoder;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Measures how long it takes to turn the scores of many examples into the results of a study: gaps,
 * differences from a control, the most memorized, slices. The scores are made up.
 */
final class BenchAggregate implements Verb<BenchAggregateOptions> {

  private static final long ROWS = 1_000_000;
  private static final int LABELS = 20;
  private static final int SMALLEST_SLICE = 20;
  private static final List<Double> FRACTIONS = List.of(0.001, 0.01, 0.1);
  private static final TupleTag<KV<Integer, ExampleScore>> SCORES = new TupleTag<>() {};
  private static final TupleTag<KV<SliceKey, List<ExampleScore>>> SLICES = new TupleTag<>() {};

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
    options.as(FlinkPipelineOptions.class).setParallelism(Parallelism.of(options));
    List<Comparison> comparisons =
        IntStream.rangeClosed(1, count)
            .mapToObj(
                k -> Comparison.of("model", "reference", ReferenceKind.TWO_MODEL, Mode.T2I, k, 10))
            .toList();
    long start = System.nanoTime();
    pipeline(options, rows, comparisons).run().waitUntilFinish();
    out.printf(
        Locale.ROOT,
        "aggregated %d target and %d control examples in %d comparisons in %.1f s%s%n",
        rows,
        rows / 10,
        count,
        (System.nanoTime() - start) / 1e9,
        PeakMemory.residentBytes().isPresent()
            ? String.format(
                Locale.ROOT,
                ", with at most %.0f MB of memory",
                PeakMemory.residentBytes().getAsLong() / 1e6)
            : "");
  }

  private static Pipeline pipeline(
      BenchAggregateOptions options, long rows, List<Comparison> comparisons) {
    Pipeline pipeline = Pipeline.create(options);
    PCollectionTuple scored =
        pipeline
            .apply("Rows", GenerateSequence.from(0).to(rows + rows / 10))
            .apply(
                "MakeScores",
                ParDo.of(new MakeScores(options.getSeed(), rows, comparisons.size()))
                    .withOutputTags(SCORES, TupleTagList.of(SLICES)));
    scored
        .get(SCORES)
        .setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()))
        .apply("CompareModels", CompareModels.of(comparisons, FRACTIONS).withControl());
    scored
        .get(SLICES)
        .setCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ListCoder.of(ExampleScoreCoder.of())))
        .apply("CompareSlices", CompareSlices.of(comparisons, SMALLEST_SLICE, false));
    return pipeline;
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
      out.get(SLICES).output(KV.of(new SliceKey(Slice.ofObjects(objects), set), scores));
      for (int object = 0; object < objects; object++) {
        Slice label = Slice.ofLabel("label-" + random.nextInt(LABELS));
        out.get(SLICES).output(KV.of(new SliceKey(label, set), scores));
      }
    }
  }
}
