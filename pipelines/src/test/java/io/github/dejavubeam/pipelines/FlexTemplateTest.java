package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Validation;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No template is built here; what it would be built of must fit the program. */
class FlexTemplateTest {

  private static final Path DEPLOY = Path.of("../deploy/dataflow");

  @TempDir Path folder;

  static List<Verb<?>> verbs() {
    return Template.VERBS;
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void theMetadataIsThatOfTheOptions(Verb<?> verb) throws IOException {
    String command = "template --verb=" + verb.name();
    assertEquals(
        StudyRun.complete(List.of("template", "--verb=" + verb.name())).out(),
        Files.readString(DEPLOY.resolve(verb.name() + ".json")),
        "options have changed: ./dejavu "
            + command
            + " > deploy/dataflow/"
            + verb.name()
            + ".json");
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyOptionIsAParameterAndItsDefaultIsAllowed(Verb<?> verb) throws IOException {
    TemplateMetadata metadata = metadata(verb);
    assertEquals(List.of(), List.copyOf(metadata.getUnknownKeys().keySet()));
    TreeSet<String> expected = new TreeSet<>(DeclaredOptions.of(verb.options()).keySet());
    expected.remove("dryRun");
    expected.addAll(List.of("dataflowServiceOptions", "sdkContainerImage"));
    TreeSet<String> names = new TreeSet<>();
    for (ParameterMetadata parameter : metadata.getParameters()) {
      names.add(parameter.getName());
      assertEquals(List.of(), List.copyOf(parameter.getUnknownKeys().keySet()));
      assertFalse(parameter.getHelpText().isBlank(), parameter.getName());
      String value = parameter.getDefaultValue();
      assertTrue(value == null || allows(parameter, value), parameter.toString());
    }
    assertEquals(expected, names);
    DeclaredOptions.of(verb.options())
        .forEach(
            (name, getter) -> {
              if (getter.isAnnotationPresent(Validation.Required.class)) {
                assertEquals(false, parameter(metadata, name).getIsOptional());
              }
            });
  }

  @Test
  void valuesThatCannotBeRightAreRefusedBeforeAJobIsStarted() throws IOException {
    TemplateMetadata vlm = metadata(new Vlm());
    assertTrue(allows(parameter(vlm, "target"), "gs://b/{00000..00999}.tar,gs://b/more/*.tar"));
    assertFalse(allows(parameter(vlm, "target"), "/data/*.tar"));
    assertTrue(allows(parameter(vlm, "model"), "a=gs://b/clip,/models/other"));
    assertFalse(allows(parameter(vlm, "model"), "clip"));
    assertTrue(allows(parameter(vlm, "k"), "1,10"));
    assertFalse(allows(parameter(vlm, "k"), "ten"));
    assertTrue(allows(parameter(vlm, "maxBadFraction"), "1e-3"));
    assertFalse(allows(parameter(vlm, "maxBadFraction"), "little"));
    assertFalse(allows(parameter(vlm, "examples"), "yes"));
  }

  @Test
  void theLaunchersOptionsAreThoseOfTheImagesVerbOnDataflow() {
    assertEquals(
        List.of("vlm", "--k=1", "--runner=DataflowRunner"), FlexTemplate.words("vlm", "--k=1"));
    assertEquals(
        List.of("vlm", "--runner=dataflow"), FlexTemplate.words("vlm", "--runner=dataflow"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Containerfile", "Containerfile.cuda"})
  void workersRunTheBeamThatTheProgramIsBuiltWith(String name) throws IOException {
    String file = Files.readString(DEPLOY.resolve("container").resolve(name));
    String version = ReleaseInfo.getReleaseInfo().getVersion();
    assertTrue(file.contains("/beam_java17_sdk:" + version), version);
  }

  @Test
  void theLauncherStartsTheProgramWithItsFlags() throws IOException {
    String file = Files.readString(DEPLOY.resolve("container/Containerfile.template"));
    assertTrue(file.contains("MAIN_CLASS=" + FlexTemplate.class.getName()), file);
    assertTrue(
        file.contains(
            "\"--add-opens=java.base/java.nio=ALL-UNNAMED --add-modules=jdk.incubator.vector\""));
  }

  @Test
  void theScriptHandsItsOptionsOnAsParameters() throws Exception {
    assertEquals(
        "dataflow flex-template run study-1 --template-file-gcs-location=gs://b/dejavu-vlm.json"
            + " --region=europe-west4 --parameters=^~^k=1,10~output=gs://b/o --max-workers=4",
        script(
            "run",
            "vlm",
            "gs://b",
            "europe-west4",
            "study-1",
            "--k=1,10",
            "--output=gs://b/o",
            "--",
            "--max-workers=4"));
    assertTrue(script("build", "embed", "r", "gs://b").contains("--metadata-file="));
    assertTrue(script("run", "nonsense", "gs://b", "r", "n").startsWith("usage:"));
  }

  /** What it calls gcloud with, last, or prints. */
  private String script(String... arguments) throws Exception {
    for (String tool : List.of("gcloud", "podman")) {
      Path fake = Files.writeString(folder.resolve(tool), "#!/bin/sh\necho \"$@\"\n");
      assertTrue(fake.toFile().setExecutable(true));
    }
    List<String> command = new ArrayList<>(List.of("sh", DEPLOY.resolve("template").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", folder + File.pathSeparator, (path, first) -> first + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    List<String> lines = printed.lines().collect(Collectors.toList());
    return lines.get(0).startsWith("usage:") ? printed : lines.get(lines.size() - 1);
  }

  private static TemplateMetadata metadata(Verb<?> verb) throws IOException {
    return GsonFactory.getDefaultInstance()
        .fromString(
            Files.readString(DEPLOY.resolve(verb.name() + ".json")), TemplateMetadata.class);
  }

  private static ParameterMetadata parameter(TemplateMetadata metadata, String name) {
    return metadata.getParameters().stream()
        .filter(parameter -> parameter.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean allows(ParameterMetadata parameter, String value) {
    return parameter.getRegexes().stream().allMatch(value::matches);
  }
}
