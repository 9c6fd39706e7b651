package io.github.dejavubeam.transforms.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import io.github.dejavubeam.transforms.image.RgbImage;
import io.github.dejavubeam.transforms.image.UnreadableImageException;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.Modality;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.model.SeparateSteps;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Times one encoder in a pipeline, and what the pipeline cannot do without: preprocessing alone and
 * the runtime alone, on as many threads. They take turns, so that a machine that slows down slows
 * all of them. Processor time is that of the process: all its threads, Java's own too.
 */
public final class EmbeddingBenchmark implements AutoCloseable {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** Batches of texts that the runtime runs on, for the mixture of their lengths. */
  private static final int READY_BATCHES = 8;

  private final EncodedExamples examples;
  private final boolean images;
  private final long maxPixels;
  private final Crew crew;
  private final List<SeparateSteps> preparing = new ArrayList<>();
  private final List<SeparateSteps> running = new ArrayList<>();

  /**
   * A benchmark of one encoder.
   *
   * @param examples what is embedded, at least one
   * @param threads threads of preprocessing, and of calls of the runtime
   * @param intraOpThreads threads of one call of the runtime
   * @param maxPixels largest image that is decoded
   */
  public EmbeddingBenchmark(
      EncoderSpec encoder,
      EncodedExamples examples,
      Placement placement,
      int batchSize,
      int threads,
      int intraOpThreads,
      long maxPixels) {
    this.examples = examples;
    this.images = encoder.modality() == Modality.IMAGE;
    this.maxPixels = maxPixels;
    this.crew = new Crew(threads);
    try {
      for (int thread = 0; thread < threads; thread++) {
        preparing.add(SeparateSteps.open(encoder, placement, batchSize, intraOpThreads));
        SeparateSteps ready = SeparateSteps.open(encoder, placement, batchSize, intraOpThreads);
        running.add(ready);
        for (int i = 0; i < Math.min(examples.size(), READY_BATCHES * batchSize); i++) {
          prepare(ready, i);
        }
      }
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Decodes, preprocesses and runs for so long each, for Java to compile.
   *
   * @return seconds that an example took, all threads together
   */
  public double warmUp(Duration duration) {
    return 1 / new Speed(List.of(preprocess(duration))).perSecond()
        + 1 / new Speed(List.of(runtime(duration))).perSecond();
  }

  /** Runs a pipeline once, for its classes; returns how many examples it embedded. */
  public long warmUp(Supplier<PipelineRun> pipeline) {
    try (PipelineRun run = pipeline.get()) {
      return run.run();
    }
  }

  /**
   * Measures.
   *
   * @param rounds turns of each part, at least one
   * @param duration least duration of the parts of a round
   * @param pipeline begins a run of a pipeline that has embedded nothing yet
   */
  public EmbeddingSpeed measure(int rounds, Duration duration, Supplier<PipelineRun> pipeline) {
    List<Speed.Round> pipelines = new ArrayList<>();
    List<Speed.Round> starts = new ArrayList<>();
    List<Speed.Round> preprocessing = new ArrayList<>();
    List<Speed.Round> runtimes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      pipelines.add(pipeline(pipeline, starts));
      preprocessing.add(preprocess(duration));
      runtimes.add(runtime(duration));
    }
    return new EmbeddingSpeed(
        new Speed(pipelines), new Speed(starts), new Speed(preprocessing), new Speed(runtimes));
  }

  private static Speed.Round pipeline(Supplier<PipelineRun> pipeline, List<Speed.Round> starts) {
    try (PipelineRun run = pipeline.get()) {
      Speed.Round whole = timed(run::run);
      Speed.Round start = timed(run::run);
      starts.add(start);
      return whole.without(start);
    }
  }

  private Speed.Round preprocess(Duration duration) {
    return repeat(
        duration,
        (thread, turn) -> {
          // Threads begin at different places, so that each meets all kinds of examples.
          long start = (long) thread * examples.size() / crew.size();
          prepare(preparing.get(thread), (int) ((start + turn) % examples.size()));
          return 1;
        });
  }

  private Speed.Round runtime(Duration duration) {
    return repeat(duration, (thread, turn) -> running.get(thread).run());
  }

  private Speed.Round repeat(Duration duration, Part part) {
    return timed(
        () -> {
          AtomicLong done = new AtomicLong();
          long end = System.nanoTime() + duration.toNanos();
          crew.run(
              thread -> {
                long own = 0;
                long turn = 0;
                do {
                  own += part.run(thread, turn++);
                } while (System.nanoTime() < end);
                done.addAndGet(own);
              });
          return done.get();
        });
  }

  private static Speed.Round timed(LongSupplier work) {
    long cpu = SYSTEM.getProcessCpuTime();
    long wall = System.nanoTime();
    long count = work.getAsLong();
    return new Speed.Round(count, System.nanoTime() - wall, SYSTEM.getProcessCpuTime() - cpu);
  }

  private void prepare(SeparateSteps steps, int index) {
    Example example = examples.get(index);
    try {
      RgbImage image = images ? ImageDecoder.decode(example.image(), maxPixels) : null;
      steps.prepare(image, example.caption());
    } catch (UnreadableImageException e) {
      // The pipeline meets it too, and leaves the example out at the same cost.
      return;
    }
  }

  @Override
  public void close() {
    crew.close();
    preparing.forEach(SeparateSteps::close);
    running.forEach(SeparateSteps::close);
  }

  /** A piece of work of a thread; returns how many examples it was. */
  private interface Part {
    int run(int thread, long turn);
  }
}
