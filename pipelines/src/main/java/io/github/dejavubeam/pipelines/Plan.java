package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.scaling.Cluster;
import io.github.dejavubeam.transforms.scaling.Coefficients;
import io.github.dejavubeam.transforms.scaling.CostModel;
import io.github.dejavubeam.transforms.scaling.DataShape;
import io.github.dejavubeam.transforms.scaling.GpuRates;
import io.github.dejavubeam.transforms.scaling.SetSizes;
import io.github.dejavubeam.transforms.scaling.StudyShape;
import java.io.PrintStream;
import java.util.Set;
import java.util.stream.Collectors;

/** Says what a study of given sizes would cost on given machines; nothing is read or run. */
final class Plan implements Verb<PlanOptions> {

  private static final int DIMENSION = 512;
  private static final double BYTES_PER_GIGABIT = 1e9 / 8;

  @Override
  public String name() {
    return "plan";
  }

  @Override
  public String summary() {
    return "Estimates time, storage and network of a vlm study of given sizes, stage by stage.";
  }

  @Override
  public Class<PlanOptions> options() {
    return PlanOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(PlanOptions options, PrintStream out) {
    PlanReport report = new PlanReport(model(options));
    out.print(options.isJson() ? report.json() + System.lineSeparator() : report.text());
  }

  private static CostModel model(PlanOptions options) {
    try {
      return new CostModel(
          new SetSizes(options.getTargets(), options.getPublics(), options.getControls()),
          study(options),
          data(options),
          cluster(options),
          coefficients(options),
          gpu(options));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static StudyShape study(PlanOptions options) {
    Set<Mode> modes = options.getMode().stream().map(Mode::of).collect(Collectors.toSet());
    return new StudyShape(
        options.getModels(),
        options.getReferences(),
        options.getEmbedders(),
        modes,
        options.getK(),
        (int) options.getObjects().stream().map(VlmPlan::objectLimit).distinct().count(),
        options.isExamples());
  }

  private static DataShape data(PlanOptions options) {
    return new DataShape(
        options.getExampleBytes(),
        options.getMegapixels(),
        options.getShardExamples(),
        options.getBlockRows(),
        options.getDimension() == null ? DIMENSION : options.getDimension(),
        vectorType(options.getVectorType()));
  }

  private static VectorType vectorType(String label) {
    try {
      return VectorType.of(label);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--vectorType=" + label + ": " + e.getMessage(), e);
    }
  }

  private static Cluster cluster(PlanOptions options) {
    return new Cluster(
        options.getWorkers(),
        options.getCores() == null
            ? Runtime.getRuntime().availableProcessors()
            : options.getCores(),
        options.getGpus(),
        options.getNetworkGbps() * BYTES_PER_GIGABIT,
        options.getSearchMemory(),
        options.getBlockCacheBytes());
  }

  private static Coefficients coefficients(PlanOptions options) {
    Coefficients measured = Coefficients.MEASURED;
    double image =
        positive(
            "modelSecondsPerImage", options.getModelSecondsPerImage(), Coefficients.VIT_B_32_IMAGE);
    double text =
        positive(
            "modelSecondsPerText", options.getModelSecondsPerText(), Coefficients.VIT_B_32_TEXT);
    Coefficients withModels = measured.withModels(image, text);
    return options.getGflops() == null
        ? withModels
        : withModels.withGflops(positive("gflops", options.getGflops(), measured.gflops()));
  }

  private static GpuRates gpu(PlanOptions options) {
    GpuRates assumed = GpuRates.ASSUMED;
    boolean given =
        options.getGpuImagesPerSecond() != null
            || options.getGpuTextsPerSecond() != null
            || options.getGpuGflops() != null;
    if (given && options.getGpus() == 0) {
      throw new UsageException("speeds of a GPU are given, but none is: give --gpus=1 or more");
    }
    return new GpuRates(
        positive("gpuImagesPerSecond", options.getGpuImagesPerSecond(), assumed.images()),
        positive("gpuTextsPerSecond", options.getGpuTextsPerSecond(), assumed.texts()),
        positive("gpuGflops", options.getGpuGflops(), assumed.gflops()));
  }

  private static double positive(String name, Double given, double otherwise) {
    if (given != null && !(given > 0 && given < Double.POSITIVE_INFINITY)) {
      throw new UsageException("--" + name + "=" + given + ": give a number above 0");
    }
    return given == null ? otherwise : given;
  }
}
