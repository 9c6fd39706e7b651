package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.correlation.Estimator;
import io.github.dejavubeam.transforms.correlation.NaiveBayes;
import io.github.dejavubeam.transforms.correlation.Smoothing;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.correlation.TopTags;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Measures how fast Naive Bayes learns and predicts, and what its counts take, on made-up tags. */
final class BenchNaiveBayes implements Verb<BenchNaiveBayesOptions> {

  private static final long ROWS = 300_000;
  private static final List<Integer> TAGS = List.of(1, 2, 5);

  @Override
  public String name() {
    return "bench naive-bayes";
  }

  @Override
  public String summary() {
    return "Measures how fast Naive Bayes learns from tags and predicts, on generated examples.";
  }

  @Override
  public Class<BenchNaiveBayesOptions> options() {
    return BenchNaiveBayesOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(BenchNaiveBayesOptions options, PrintStream out) {
    long rows = atLeastOne("--rows", options.getRows() == null ? ROWS : options.getRows());
    int threads =
        (int)
            atLeastOne(
                "--threads",
                options.getThreads() == null
                    ? Runtime.getRuntime().availableProcessors()
                    : options.getThreads());
    TagWorkload workload =
        new TagWorkload(
            (int) atLeastOne("--classes", options.getClasses()),
            (int) atLeastOne("--tags", options.getTags()),
            (int) atLeastOne("--tagsOfExample", options.getTagsOfExample()),
            options.getSeed());

    long empty = heapBytes();
    long start = System.nanoTime();
    TagCounts counts = learn(workload, rows, threads);
    double learning = secondsSince(start);
    long held = heapBytes() - empty;
    out.printf(
        Locale.ROOT,
        "learned from %d examples in %.1f s: %d classes, %d tags, %d pairs, %.1f MB%n",
        rows,
        learning,
        counts.classes(),
        counts.tags(),
        counts.pairs(),
        held / 1e6);
    for (Estimator estimator : Estimator.values()) {
      NaiveBayes naiveBayes = new NaiveBayes(counts, estimator, Smoothing.of("1e-10"));
      for (int tags : TAGS) {
        start = System.nanoTime();
        long right =
            sum(
                rows,
                threads,
                example ->
                    naiveBayes
                            // Other examples than those it learned from.
                            .predict(workload.tags(rows + example), tags)
                            .isTop1(workload.label(rows + example))
                        ? 1
                        : 0);
        out.printf(
            Locale.ROOT,
            "%s, %d tags: predicted %d examples in %.1f s, accuracy %.4f%n",
            estimator.label(),
            tags,
            rows,
            secondsSince(start),
            (double) right / rows);
      }
    }
  }

  /** As a runner does: parts are counted at the same time, then merged. */
  private static TagCounts learn(TagWorkload workload, long rows, int threads) {
    return IntStream.range(0, threads)
        .parallel()
        .mapToObj(
            thread -> {
              TagCounts part = new TagCounts();
              for (long example = thread; example < rows; example += threads) {
                part.add(
                    workload.label(example), TopTags.of(workload.tags(example), Integer.MAX_VALUE));
              }
              return part;
            })
        .reduce(
            new TagCounts(),
            (first, second) -> {
              TagCounts merged = new TagCounts();
              merged.merge(first);
              merged.merge(second);
              return merged;
            });
  }

  private static long sum(long rows, int threads, LongFunction<Integer> right) {
    return IntStream.range(0, threads)
        .parallel()
        .mapToLong(
            thread ->
                LongStream.iterate(thread, example -> example < rows, example -> example + threads)
                    .map(example -> right.apply(example))
                    .sum())
        .sum();
  }

  private static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static long heapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static long atLeastOne(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + "=" + value + ": give a number of at least 1");
    }
    return value;
  }
}
