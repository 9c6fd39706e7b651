package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The manifests are applied to no cluster here; what they say must fit the program at least. */
class KubernetesManifestTest {

  private static final Path FOLDER = Path.of("../deploy/flink");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"study", "study-cuda"})
  void aStudyIsDeployedWithOptionsFlagsAndRestartsThatTheProgramKnows(String name)
      throws IOException {
    Map<?, ?> manifest = map(load(FOLDER.resolve("kubernetes/" + name + ".yaml")));
    assertEquals("flink.apache.org/v1beta1", manifest.get("apiVersion"));
    assertEquals("FlinkDeployment", manifest.get("kind"));
    Map<?, ?> spec = map(manifest.get("spec"));
    Map<?, ?> job = map(spec.get("job"));

    List<?> args = (List<?>) job.get("args");
    assertEquals(Dejavu.class.getName(), job.get("entryClass"));
    assertEquals("vlm", args.get(0));
    VlmOptions options =
        PipelineOptionsFactory.fromArgs(
                args.subList(1, args.size()).stream().map(String::valueOf).toArray(String[]::new))
            .withValidation()
            .as(VlmOptions.class);
    assertEquals(job.get("parallelism"), Parallelism.of(options));
    assertEquals(name.endsWith("cuda") ? "cuda" : "cpu", options.getDevice());

    Configuration configuration = configuration(map(spec.get("flinkConfiguration")));
    assertTrue(configuration.contains(RestartStrategyOptions.RESTART_STRATEGY));
    String flags = text(configuration, "env.java.opts.taskmanager");
    assertEquals(
        "--add-opens=java.base/java.nio=ALL-UNNAMED --add-modules=jdk.incubator.vector", flags);
    assertEquals(flags, text(configuration, "env.java.opts.jobmanager"));
    assertEquals("1", text(configuration, "containerized.taskmanager.env.ORT_DISABLE_TELEMETRY"));
    assertEquals(
        name.endsWith("cuda") ? "nvidia.com/gpu" : "",
        text(configuration, "external-resource.gpu.kubernetes.config-key"));
    int slots = Integer.parseInt(text(configuration, "taskmanager.numberOfTaskSlots"));
    Map<?, ?> workers = map(spec.get("taskManager"));
    assertEquals(job.get("parallelism"), slots * (Integer) workers.get("replicas"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "Containerfile.cuda"})
  void anImageHoldsTheFlinkThatTheProgramIsBuiltWith(String name) throws IOException {
    String version = org.apache.flink.runtime.util.EnvironmentInformation.getVersion();
    String file = Files.readString(FOLDER.resolve("container/" + name));
    assertTrue(file.contains("/flink:" + version + "-java17"), version);
    assertTrue(file.contains("ORT_DISABLE_TELEMETRY=1"));
  }

  /** As Flink itself would read it. */
  private Configuration configuration(Map<?, ?> values) throws IOException {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append(": \"").append(value).append("\"\n"));
    Files.writeString(folder.resolve("config.yaml"), text);
    return GlobalConfiguration.loadConfiguration(folder.toString());
  }

  private static String text(Configuration configuration, String key) {
    return configuration.get(ConfigOptions.key(key).stringType().defaultValue(""));
  }

  private static Map<?, ?> map(Object value) {
    return (Map<?, ?>) value;
  }

  private static Object load(Path file) throws IOException {
    return new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
  }
}
