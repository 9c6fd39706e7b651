package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.pipelines.Paths.Content;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.runners.dataflow.options.DataflowPipelineWorkerPoolOptions;
import org.apache.beam.sdk.options.ExperimentalOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.SdkHarnessOptions;

/**
 * What a run on Dataflow is not told but needs, and what cannot be there. Its runner is on the
 * class path only where it is asked for, so nothing of it is touched before {@link #areOf} is true.
 */
final class DataflowSettings {

  /** Arrow reads the address of direct buffers; the search runs on the Vector API. */
  private static final List<String> OPEN_MODULES = List.of("java.base/java.nio=ALL-UNNAMED");

  private static final List<String> ROOT_MODULES = List.of("jdk.incubator.vector");

  /** Only the service's second runner starts the Java machine of workers with these modules. */
  private static final String SECOND_RUNNER = "use_runner_v2";

  private static final String FIRST_RUNNER = "disable_runner_v2";
  private static final String ACCELERATOR = "worker_accelerator=";
  private static final String CUDA_LIBRARY = "onnxruntime_gpu";

  /** Alternatives in braces are of one path. */
  private static final Pattern PATH = Pattern.compile("(?:[^/=,:]+=)?((?:[^,{]++|\\{[^}]*+\\}?)+)");

  private static final Pattern REMOTE = Pattern.compile("(?!file:)[a-zA-Z][-a-zA-Z0-9+.]*:.*");
  private static final Pattern CORES = Pattern.compile("-([0-9]+)(?:-[0-9]+)?(?:-ext)?$");

  private DataflowSettings() {}

  /** Whether the options ask for Dataflow. */
  static boolean areOf(PipelineOptions options) {
    return options.getRunner().getSimpleName().equals("DataflowRunner");
  }

  /**
   * Sets what the options of a verb leave open, if they ask for Dataflow.
   *
   * @throws UsageException if a path, an option of Dataflow or the verb itself is of no use there
   */
  static void complete(Verb<?> verb, PipelineOptions options) {
    if (!areOf(options)) {
      return;
    }
    if (!verb.runsElsewhere()) {
      throw new UsageException("it runs on this machine only: leave --runner out");
    }
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    DeclaredOptions.of(verb.options())
        .forEach((name, getter) -> requireRemote("--" + name, getter, options));
    // The name of a job begins with it.
    dataflow.setAppName("dejavu");
    if (!ExperimentalOptions.hasExperiment(dataflow, FIRST_RUNNER)) {
      ExperimentalOptions.addExperiment(dataflow, SECOND_RUNNER);
    }
    SdkHarnessOptions harness = dataflow.as(SdkHarnessOptions.class);
    harness.setJdkAddOpenModules(with(OPEN_MODULES, harness.getJdkAddOpenModules()));
    harness.setJdkAddRootModules(with(ROOT_MODULES, harness.getJdkAddRootModules()));
    if (dataflow.getFilesToStage() == null) {
      dataflow.setFilesToStage(StagedFiles.ofDataflow(System.getProperty("java.class.path")));
    }
    try {
      // It checks its options, and buckets, again when it runs: here they are still wrong options.
      DataflowRunner.fromOptions(dataflow);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--runner=DataflowRunner: " + e.getMessage(), e);
    }
  }

  private static List<String> with(List<String> needed, List<String> given) {
    List<String> all = new ArrayList<>(Optional.ofNullable(given).orElse(List.of()));
    needed.stream().filter(module -> !all.contains(module)).forEach(all::add);
    return all;
  }

  private static void requireRemote(String option, Method getter, PipelineOptions options) {
    Paths paths = getter.getAnnotation(Paths.class);
    if (paths == null) {
      return;
    }
    boolean models = paths.value() == Content.MODELS;
    if (models
        && options.as(DataflowPipelineWorkerPoolOptions.class).getSdkContainerImage() != null) {
      return;
    }
    Matcher path = PATH.matcher(DeclaredOptions.value(getter, options));
    while (path.find()) {
      if (!REMOTE.matcher(path.group(1)).matches()) {
        throw new UsageException(
            option
                + "="
                + path.group()
                + " is on this machine, where workers of Dataflow cannot reach it: give a path in a"
                + " bucket, gs://..."
                + (models ? ", or one in an image that --sdkContainerImage names" : ""));
      }
    }
  }

  /**
   * Whether workers have a GPU.
   *
   * @param options of Dataflow
   */
  static boolean haveAccelerator(PipelineOptions options) {
    return Optional.ofNullable(
            options.as(DataflowPipelineOptions.class).getDataflowServiceOptions())
        .orElse(List.of())
        .stream()
        .anyMatch(option -> option.startsWith(ACCELERATOR));
  }

  /**
   * Refuses what needs a GPU where workers would lack it, or what is needed to use it.
   *
   * @param asked the option that needs it, as the user types it
   * @throws UsageException naming the option and the mend
   */
  static void requireCuda(PipelineOptions options, String asked) {
    DataflowPipelineOptions dataflow = options.as(DataflowPipelineOptions.class);
    String lacking = null;
    if (!haveAccelerator(options)) {
      lacking =
          "no worker has a GPU: add --dataflowServiceOptions="
              + ACCELERATOR
              + "type:nvidia-tesla-t4;count:1;install-nvidia-driver";
    } else if (dataflow.getSdkContainerImage() == null) {
      lacking = "the image of workers lacks CUDA: name one that has it by --sdkContainerImage";
    } else if (dataflow.getFilesToStage().stream().noneMatch(file -> file.contains(CUDA_LIBRARY))) {
      lacking = "ONNX Runtime is built without CUDA: start DEJAVU_PROFILE=cuda ./dejavu";
    }
    if (lacking != null) {
      throw new UsageException(asked + ": " + lacking);
    }
  }

  /**
   * How many tasks can run at once at most: workers by their cores, as far as options tell.
   *
   * @param options of Dataflow
   */
  static int tasksAtOnce(PipelineOptions options) {
    DataflowPipelineWorkerPoolOptions pool = options.as(DataflowPipelineWorkerPoolOptions.class);
    int workers = Math.max(1, Math.max(pool.getNumWorkers(), pool.getMaxNumWorkers()));
    String machine = Optional.ofNullable(pool.getWorkerMachineType()).orElse("");
    Matcher cores = CORES.matcher(machine);
    return workers * (cores.find() ? Integer.parseInt(cores.group(1)) : 1);
  }

  /** Whether running only writes the description of a job, as the launcher of a template does. */
  static boolean onlyDescribe(PipelineOptions options) {
    return areOf(options)
        && options.as(DataflowPipelineOptions.class).getTemplateLocation() != null;
  }
}
