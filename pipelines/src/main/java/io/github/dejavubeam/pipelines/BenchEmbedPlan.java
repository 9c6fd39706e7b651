package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.Device;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import java.time.Duration;
import java.util.List;

/**
 * A benchmark of embedding with every option checked.
 *
 * @param model name of the model
 * @param encoders of the model
 * @param shards the input
 * @param placement where the model is computed
 * @param batchSize examples of one call of the model
 * @param maxPixels largest image decoded
 * @param threads that embed at the same time
 * @param rounds measurements of each part
 * @param duration least duration of a measurement
 * @param warmUp duration of each part before
 */
record BenchEmbedPlan(
    String model,
    List<EncoderSpec> encoders,
    List<Shard> shards,
    Placement placement,
    int batchSize,
    long maxPixels,
    int threads,
    int rounds,
    Duration duration,
    Duration warmUp) {

  private static final double MAX_SECONDS = 3600;

  /**
   * Checks the options of a benchmark.
   *
   * @throws UsageException naming the option and the mend
   */
  static BenchEmbedPlan of(BenchEmbedOptions options) {
    try {
      if (options.getModel().size() != 1) {
        throw new UsageException("--model: give one model");
      }
      NamedDirectory named = NamedDirectory.of("--model", options.getModel().get(0));
      int threads =
          options.getThreads() == null
              ? Runtime.getRuntime().availableProcessors()
              : (int) atLeastOne("--threads", options.getThreads());
      return new BenchEmbedPlan(
          named.name(),
          StudyModel.open(named).encoders(),
          ShardPatterns.expand("--input", options.getInput()),
          Device.of(options.getDevice()).resolve(CudaSettings.DEFAULT),
          (int) atLeastOne("--batchSize", options.getBatchSize()),
          atLeastOne("--maxPixels", options.getMaxPixels()),
          threads,
          (int) atLeastOne("--rounds", options.getRounds()),
          seconds("--seconds", options.getSeconds()),
          seconds("--warmupSeconds", options.getWarmupSeconds()));
    } catch (UsageException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static long atLeastOne(String option, Number value) {
    if (value.longValue() < 1) {
      throw new UsageException(option + "=" + value + ": give a number of at least 1");
    }
    return value.longValue();
  }

  private static Duration seconds(String option, double seconds) {
    if (!(seconds >= 0 && seconds <= MAX_SECONDS)) {
      throw new UsageException(
          option + "=" + seconds + ": give a number from 0 to " + (int) MAX_SECONDS);
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
