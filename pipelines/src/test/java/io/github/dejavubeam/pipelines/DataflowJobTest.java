package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.util.SerializableUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No job is run by the service here: what it would be sent is looked at. */
class DataflowJobTest {

  private static final String GPU =
      "worker_accelerator=type:nvidia-tesla-t4;count:1;install-nvidia-driver";

  private static final Path CLIPART = StudyRun.SAMPLE.resolve("clipart");
  private static final Path SCENES = StudyRun.SAMPLE.resolve("scenes");
  private static final Path MODELS = StudyRun.SAMPLE.resolve("models");

  @TempDir Path folder;

  private Path library;

  @BeforeEach
  void createLibrary() throws IOException {
    library = Files.createFile(folder.resolve("onnxruntime_gpu-1.jar"));
  }

  @ParameterizedTest
  @CsvSource({
    "vlm, Embed target, Search",
    "image, Embed target, Search",
    "embed, Embed input, CheckSkips",
    "crops, Crop, CheckSkips",
    "partition, Partition, WriteChecks",
    "annotate, Annotate, WriteManifest"
  })
  void everyPipelineIsTranslatedAndWhatWorkersGetOfItCanBeReadBack(
      String verb, String step, String withSideInput) throws IOException {
    DataflowJob job = job(verb);
    Set<String> steps = job.steps();
    assertTrue(steps.stream().anyMatch(name -> name.startsWith(step)), steps.toString());
    Set<String> looking = job.stepsWithSideInputs();
    assertTrue(looking.stream().anyMatch(name -> name.contains(withSideInput)), looking::toString);
    job.doFns().forEach(SerializableUtils::ensureSerializable);
    assertFalse(job.coders().isEmpty());
  }

  @Test
  void theServicesFirstRunnerKnowsEveryStepToo() throws IOException {
    DataflowJob job = job("embed", "--experiments=disable_runner_v2");
    assertTrue(
        job.kinds()
            .containsAll(Set.of("ParallelRead", "ParallelDo", "GroupByKey", "CombineValues")),
        job.kinds().toString());
  }

  @Test
  void workersGetTheModulesAndTheLibrariesThatTheProgramNeeds() throws IOException {
    DataflowJob job = job("embed", "--maxNumWorkers=4", "--workerMachineType=n1-standard-8");
    assertEquals(
        "[\"java.base/java.nio=ALL-UNNAMED\"]", job.option("jdkAddOpenModules").toString());
    assertEquals("[\"jdk.incubator.vector\"]", job.option("jdkAddRootModules").toString());
    assertTrue(job.environment().path("experiments").toString().contains("\"use_runner_v2\""));
    JsonNode pool = job.environment().path("workerPools").get(0);
    assertEquals(4, pool.path("autoscalingSettings").path("maxNumWorkers").asInt());
    assertEquals("n1-standard-8", pool.path("machineType").asText());
    assertTrue(pool.path("packages").toString().contains(library.toString()));
    assertTrue(job.option("jobName").asText().startsWith("dejavu-"));
  }

  @Test
  void anAcceleratorIsAskedForAndModelsRunOnIt() throws IOException {
    DataflowJob job = job("embed", "--dataflowServiceOptions=" + GPU);
    assertEquals("[\"" + GPU + "\"]", job.environment().path("serviceOptions").toString());
    assertTrue(
        StreamSupport.stream(job.environment().path("workerPools").spliterator(), false)
            .allMatch(
                pool ->
                    pool.path("workerHarnessContainerImage").asText().equals("image/with:cuda")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--device=cuda", "--engine=cuda"})
  void aGpuThatNoWorkerHasIsRefused(String option) {
    refused(args("image", option), option + ": no worker has a GPU: add --dataflowServiceOptions=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--searchMemory", "--blockCacheBytes"})
  void memoryThatNoSearchCanRunInIsRefused(String option) {
    refused(args("vlm", option + "=0"), option + "=0: give a number of bytes above 0");
  }

  @Test
  void cudaNeedsAnImageAndALibraryThatHaveIt() {
    List<String> args = args("embed", "--dataflowServiceOptions=" + GPU);
    args.removeIf(arg -> arg.startsWith("--filesToStage="));
    args.add("--filesToStage=" + folder);
    refused(args, "--device=auto: ONNX Runtime is built without CUDA");
  }

  @ParameterizedTest
  @CsvSource({"target", "public", "output"})
  void aPathOfThisMachineIsRefused(String option) {
    List<String> args = args("vlm");
    args.removeIf(arg -> arg.startsWith("--" + option + "="));
    args.add("--" + option + "=/data/{some,others}/*");
    refused(
        args,
        "--" + option + "=/data/{some,others}/* is on this machine",
        "give a path in a bucket, gs://");
  }

  @Test
  void aModelOfThisMachineIsRefusedUnlessWorkersHaveAnImage() {
    List<String> args = args("vlm");
    args.removeIf(arg -> arg.startsWith("--sdkContainerImage="));
    refused(args, "mini-clip-a is on this machine", "--sdkContainerImage");
  }

  @Test
  void anOptionThatTheServiceNeedsIsMissed() {
    List<String> args = args("vlm");
    args.removeIf(arg -> arg.startsWith("--region="));
    refused(args, "--runner=DataflowRunner: ", "region");
  }

  @Test
  void theSampleStaysOnThisMachine() {
    refused(
        List.of("sample", "--runner=DataflowRunner"), "it runs on this machine only", "--runner");
  }

  private static void refused(List<String> args, String... words) {
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    for (String word : words) {
      assertTrue(run.err().contains(word), word + " is not in: " + run.err());
    }
  }

  private DataflowJob job(String verb, String... more) throws IOException {
    return DataflowJob.of(folder, args(verb, more));
  }

  private List<String> args(String verb, String... more) {
    List<String> args = new ArrayList<>(List.of(verb));
    args.addAll(DataflowJob.options(folder.resolve(DataflowJob.DESCRIPTION)));
    args.addAll(
        switch (verb) {
          case "vlm" ->
              List.of(
                  "--target=" + remote(CLIPART, "target-a"),
                  "--public=" + remote(CLIPART, "public"),
                  "--control=" + remote(CLIPART, "heldout"),
                  "--engine=cuda",
                  "--dataflowServiceOptions=" + GPU,
                  "--model=" + MODELS.resolve("mini-clip-a"),
                  "--reference=" + MODELS.resolve("mini-clip-b"));
          case "image" ->
              List.of(
                  "--target=" + remote(SCENES, "target-a"),
                  "--public=" + remote(SCENES, "public"),
                  "--correlationTrain=" + remote(SCENES, "train-b"),
                  "--model=" + MODELS.resolve("mini-sup-a"),
                  "--reference=" + MODELS.resolve("mini-sup-b"));
          case "embed" ->
              List.of(
                  "--input=" + remote(CLIPART, "public"),
                  "--model=" + MODELS.resolve("mini-clip-a"));
          case "annotate" ->
              List.of(
                  "--input=" + remote(CLIPART, "public"),
                  "--annotations=" + FaultyFiles.name(library));
          case "partition" ->
              List.of("--input=" + remote(SCENES, "public"), "--examplesPerClass=1");
          default -> List.of("--input=" + remote(SCENES, "public"));
        });
    args.add("--filesToStage=" + library);
    args.add("--sdkContainerImage=image/with:cuda");
    args.add("--output=" + FaultyFiles.name(folder.resolve("study")));
    args.addAll(List.of(more));
    return args;
  }

  private static String remote(Path set, String name) {
    return FaultyFiles.name(set.resolve(name));
  }
}
