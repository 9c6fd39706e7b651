package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.model.pipeline.v1.RunnerApi;
import org.apache.beam.model.pipeline.v1.RunnerApi.PTransform;
import org.apache.beam.model.pipeline.v1.RunnerApi.ParDoPayload;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.extensions.gcp.storage.NoopPathValidator;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.util.construction.PTransformTranslation;
import org.apache.beam.sdk.util.construction.ParDoTranslation;
import org.apache.beam.sdk.util.construction.RehydratedComponents;

/**
 * What a verb asks of Dataflow, translated by Dataflow's own runner and described, as for a
 * template, in place of being sent.
 *
 * @param description as the service would get it
 * @param pipeline as its workers would get it
 */
record DataflowJob(JsonNode description, RunnerApi.Pipeline pipeline) {

  /** Name of the file of the description. */
  static final String DESCRIPTION = "job.json";

  /** Options under which Dataflow's runner needs neither a network nor credentials. */
  static List<String> options(Path description) {
    return List.of(
        "--runner=DataflowRunner",
        "--project=a-project",
        "--region=europe-west4",
        "--gcpTempLocation=gs://bucket/temporary",
        "--credentialFactoryClass=" + NoopCredentialFactory.class.getName(),
        "--pathValidatorClass=" + NoopPathValidator.class.getName(),
        "--stagerClass=" + MemoryStager.class.getName(),
        "--templateLocation=" + description);
  }

  /** Runs a verb, with these options among its arguments, up to its job. */
  static DataflowJob of(Path folder, List<String> args) throws IOException {
    Path description = folder.resolve(DESCRIPTION);
    MemoryStager.FILES.clear();
    StudyRun run = StudyRun.complete(args);
    assertEquals("", run.out(), "there are no results yet");
    return new DataflowJob(
        new ObjectMapper().readTree(description.toFile()),
        RunnerApi.Pipeline.parseFrom(MemoryStager.FILES.get("pipeline.pb")));
  }

  /** Kinds of the steps of a job for the service's first runner, such as {@code ParallelDo}. */
  Set<String> kinds() {
    return StreamSupport.stream(description.path("steps").spliterator(), false)
        .map(step -> step.path("kind").asText())
        .collect(Collectors.toSet());
  }

  /** Its environment, which holds options and workers. */
  JsonNode environment() {
    return description.path("environment");
  }

  /** The option of that name as workers see it. */
  JsonNode option(String name) {
    return environment().path("sdkPipelineOptions").path("options").path(name);
  }

  /** Its DoFns, each read back from the bytes that a worker gets. */
  List<DoFn<?, ?>> doFns() throws IOException {
    List<DoFn<?, ?>> doFns = new ArrayList<>();
    for (ParDoPayload payload : parDos().values()) {
      doFns.add(ParDoTranslation.getDoFn(payload));
    }
    return doFns;
  }

  /** Names of all steps. */
  Set<String> steps() throws IOException {
    return parDos().keySet();
  }

  /** Names of the steps that have side inputs. */
  Set<String> stepsWithSideInputs() throws IOException {
    Map<String, ParDoPayload> parDos = parDos();
    parDos.values().removeIf(payload -> payload.getSideInputsCount() == 0);
    return parDos.keySet();
  }

  private Map<String, ParDoPayload> parDos() throws IOException {
    Map<String, ParDoPayload> payloads = new TreeMap<>();
    for (PTransform transform : pipeline.getComponents().getTransformsMap().values()) {
      if (transform.getSpec().getUrn().equals(PTransformTranslation.PAR_DO_TRANSFORM_URN)) {
        payloads.put(
            transform.getUniqueName(), ParDoPayload.parseFrom(transform.getSpec().getPayload()));
      }
    }
    return payloads;
  }

  /** Its coders, likewise. */
  List<Coder<?>> coders() throws IOException {
    RehydratedComponents components = RehydratedComponents.forComponents(pipeline.getComponents());
    List<Coder<?>> coders = new ArrayList<>();
    for (String id : pipeline.getComponents().getCodersMap().keySet()) {
      coders.add(components.getCoder(id));
    }
    return coders;
  }
}
