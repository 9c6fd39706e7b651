package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A wrong option, path or model ends the run before any data is read, naming the option and the
 * mend.
 */
class UsageTest {

  private static final Path MODELS = StudyRun.SAMPLE.resolve("models");

  @TempDir Path folder;

  @Test
  void anUnknownOptionNamesTheNearestKnownOne() {
    refused("--target", "--targett=x");
  }

  @Test
  void aGlobThatMatchesNothingIsNamed() {
    refused("--target", "--target=" + folder.resolve("none-*.tar"));
  }

  @Test
  void aModelWithoutTokenizerIsRefused() throws IOException {
    Path model = copyOfMiniClip();
    Files.delete(model.resolve("tokenizer.json"));
    refused("tokenizer.json", "--model=" + model);
  }

  @Test
  void aModelWhoseOutputHasNotTheWidthOfItsConfigurationIsRefused() throws IOException {
    Path model = copyOfMiniClip();
    Path config = model.resolve("open_clip_config.json");
    Files.writeString(
        config, Files.readString(config).replaceFirst("(\"embed_dim\": *)[0-9]+", "$17"));
    refused("but the configuration says 7", "--model=" + model);
  }

  private Path copyOfMiniClip() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    try (var files = Files.list(MODELS.resolve("mini-clip-a"))) {
      for (Path file : files.toList()) {
        Files.copy(file, model.resolve(file.getFileName()));
      }
    }
    return model;
  }

  @Test
  void aTextEmbedderCannotBeTheAuditedModel() {
    refused("--reference", "--model=" + MODELS.resolve("all-MiniLM-L6-v2"));
  }

  @Test
  void twoModelsOfOneNameAreToldApart() {
    refused("NAME=DIR", "--reference=" + MODELS.resolve("mini-clip-a"));
  }

  @Test
  void anOutputDirectoryThatIsNotEmptyIsLeftAlone() throws IOException {
    Path output = Files.createDirectory(folder.resolve("study"));
    Files.writeString(output.resolve("mine.txt"), "precious");
    refused("--output");
    assertEquals("precious", Files.readString(output.resolve("mine.txt")));
  }

  @Test
  void numbersOutOfRangeAreNamed() {
    refused("--maxBadFraction", "--maxBadFraction=2");
    refused("--k", "--k=0");
    refused("--batchSize", "--batchSize=0");
    refused("--blockRows", "--blockRows=0");
    refused("mini-clip-a.text may have at most", "--blockRows=2000000000");
    refused("--objects", "--objects=top-0");
    refused("--memorizedFractions", "--memorizedFractions=half");
  }

  @Test
  void anUnknownTypeOfVectorsIsNamedWithTheKnownOnes() {
    refused(
        "--vectorType=int8: no vector type 'int8': choose from float32, float16",
        "--vectorType=int8");
  }

  @Test
  void aPrefixForNoModelIsRefused() {
    refused("--textPrefix=query: : give MODEL=TEXT", "--textPrefix=query: ");
    refused("--textPrefix names e5", "--textPrefix=e5=query: ");
  }

  @Test
  void numbersOfCudaAreChecked() {
    refused("CUDA device", "--cudaDevice=-1");
  }

  @Test
  void helpNamesEveryOption() {
    StudyRun help = StudyRun.of(List.of("vlm", "--help"));
    assertEquals(Dejavu.COMPLETE, help.exitCode());
    DeclaredOptions.of(VlmOptions.class)
        .keySet()
        .forEach(option -> assertTrue(help.out().contains("--" + option + "="), option));
  }

  private void refused(String named, String... options) {
    List<String> args =
        new ArrayList<>(List.of("sample", "--tests=vlm", "--output=" + folder.resolve("study")));
    if (List.of(options).stream().noneMatch(option -> option.startsWith("--reference="))) {
      args.add("--reference=" + MODELS.resolve("mini-clip-b"));
    }
    args.addAll(List.of(options));
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
    assertFalse(Files.exists(folder.resolve("study/summary.json")));
  }
}
