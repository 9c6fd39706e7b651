package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.flink.api.java.ExecutionEnvironment;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.RpcOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.flink.util.FileUtils;

/**
 * What a run on Flink is not told but needs: a restart strategy, and on a cluster the files that
 * workers load and how many of them there are.
 */
final class FlinkSettings {

  /** How often a job in this process starts over after a failure. */
  static final int RESTARTS = 3;

  /** On a cluster several may be lost on one worker that is gone, and workers go more than once. */
  private static final int RESTARTS_ON_A_CLUSTER = 10;

  private static final Duration DELAY = Duration.ofSeconds(1);

  /**
   * A lost worker's slots are offered until it has missed two heartbeats, 20 seconds by default:
   * all restarts before then may be lost on them.
   */
  private static final Duration DELAY_ON_A_CLUSTER = Duration.ofSeconds(10);

  private static final String CONFIGURATION = "config.yaml";

  /**
   * Memory of a slot of embedded Flink for sorting, which all sorts of a study share: what one gets
   * must be at least 384 KiB, and Flink's default, 128 MiB for all slots, leaves less from four
   * slots on. It is outside the heap, and taken only when it is used.
   */
  private static final MemorySize MANAGED_OF_SLOT = MemorySize.ofMebiBytes(128);

  /** Memory of a slot of embedded Flink for what is sent to others. */
  private static final MemorySize NETWORK_OF_SLOT = MemorySize.ofMebiBytes(32);

  /**
   * How long one part of embedded Flink waits for another to answer. On a busy machine that takes
   * longer than Flink's default, 10 seconds, after which a job would fail.
   */
  private static final Duration ANSWER = Duration.ofMinutes(1);

  private FlinkSettings() {}

  /**
   * Sets what the options leave open, if they ask for Flink.
   *
   * @throws UsageException if the configuration that they name cannot be read
   * @throws EnvironmentException if the cluster is not there, of another version or too small
   */
  static void complete(PipelineOptions options) {
    if (!FlinkRunner.class.equals(options.getRunner())) {
      return;
    }
    FlinkPipelineOptions flink = options.as(FlinkPipelineOptions.class);
    configure(flink);
    cluster(flink).ifPresent(cluster -> complete(flink, cluster));
  }

  /** The cluster that options name, if it is one that is spoken to from outside. */
  static Optional<FlinkCluster> cluster(PipelineOptions options) {
    String master = options.as(FlinkPipelineOptions.class).getFlinkMaster();
    return FlinkRunner.class.equals(options.getRunner()) && !master.startsWith("[")
        ? Optional.of(FlinkCluster.at(master))
        : Optional.empty();
  }

  private static void complete(FlinkPipelineOptions flink, FlinkCluster cluster) {
    String mine = EnvironmentInformation.getVersion();
    if (!minor(mine).equals(minor(cluster.version()))) {
      throw new EnvironmentException(
          String.format(
              "the cluster at --flinkMaster=%s is of Flink %s, this program of %s",
              flink.getFlinkMaster(), cluster.version(), mine));
    }
    int slots = cluster.slots();
    if (flink.getParallelism() < 1) {
      flink.setParallelism(slots);
    }
    if (slots < Math.max(1, flink.getParallelism())) {
      throw new EnvironmentException(
          String.format(
              "the cluster at --flinkMaster=%s has %d task slots, too few for --parallelism=%d:"
                  + " start more TaskManagers, or lower it",
              flink.getFlinkMaster(), slots, Math.max(1, flink.getParallelism())));
    }
    if (flink.getFilesToStage() == null) {
      flink.setFilesToStage(
          StagedFiles.of(System.getProperty("java.class.path"), cluster.libraries()));
    }
  }

  private static String minor(String version) {
    return version.replaceFirst("^([0-9]+\\.[0-9]+).*", "$1");
  }

  /** Whether this process is a cluster's own, as the JobManager of application mode is. */
  @SuppressWarnings("deprecation") // Beam's batch jobs are of Flink's older interface.
  static boolean isWithinCluster() {
    return !ExecutionEnvironment.areExplicitEnvironmentsAllowed();
  }

  /**
   * Writes what Flink is to be configured with where nothing is said of it. Beam's own options of
   * restarts do nothing in a batch job: only Flink's configuration does. Within a cluster, as in
   * application mode, that is the cluster's own.
   */
  private static void configure(FlinkPipelineOptions flink) {
    if (isWithinCluster()) {
      return;
    }
    Configuration configuration = configuration(flink.getFlinkConfDir());
    if (!configuration.contains(RestartStrategyOptions.RESTART_STRATEGY)) {
      configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
      boolean here = cluster(flink).isEmpty();
      configuration.set(
          RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS,
          here ? RESTARTS : RESTARTS_ON_A_CLUSTER);
      configuration.set(
          RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY,
          here ? DELAY : DELAY_ON_A_CLUSTER);
    }
    if (cluster(flink).isEmpty()) {
      if (!configuration.contains(RpcOptions.ASK_TIMEOUT_DURATION)) {
        configuration.set(RpcOptions.ASK_TIMEOUT_DURATION, ANSWER);
      }
      int slots = Parallelism.of(flink);
      setUnlessSet(configuration, TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_OF_SLOT, slots);
      setUnlessSet(configuration, TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK_OF_SLOT, slots);
      setUnlessSet(configuration, TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK_OF_SLOT, slots);
    }
    write(configuration, flink);
  }

  private static void setUnlessSet(
      Configuration configuration, ConfigOption<MemorySize> option, MemorySize ofSlot, int slots) {
    if (!configuration.contains(option)) {
      configuration.set(option, ofSlot.multiply(slots));
    }
  }

  /**
   * Writes it to a temporary directory that goes when the process ends. That is embedded Flink's,
   * too: it deletes what its parts wrote, but not the tree that it was in.
   */
  private static void write(Configuration configuration, FlinkPipelineOptions flink) {
    try {
      Path directory = Files.createTempDirectory("dejavu-flink-");
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "run directory"));
      if (cluster(flink).isEmpty() && !configuration.contains(CoreOptions.TMP_DIRS)) {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        configuration.set(CoreOptions.TMP_DIRS, temporary.toString());
      }
      Files.write(
          directory.resolve(CONFIGURATION),
          ConfigurationUtils.convertConfigToWritableLines(configuration, true));
      flink.setFlinkConfDir(directory.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Configuration configuration(String directory) {
    try {
      return directory == null
          ? GlobalConfiguration.loadConfiguration()
          : GlobalConfiguration.loadConfiguration(directory);
    } catch (IllegalConfigurationException | IllegalArgumentException e) {
      throw new UsageException(
          (directory == null ? "FLINK_CONF_DIR" : "--flinkConfDir=" + directory)
              + " is no directory of a Flink configuration: "
              + e.getMessage(),
          e);
    }
  }
}
