package io.github.dejavubeam.transforms.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.retrieval.MatrixEngine;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SearchEnginesTest {

  @Test
  void theFirstNameIsTheDefault() {
    assertEquals(List.of("auto", "vector", "brute", "onnx", "cuda"), SearchEngines.names());
  }

  @Test
  void enginesHaveNames() {
    assertInstanceOf(PanelEngine.class, SearchEngines.named("auto"));
    assertInstanceOf(PanelEngine.class, SearchEngines.named("vector"));
    assertInstanceOf(PanelEngine.class, SearchEngines.named("brute"));
    assertInstanceOf(MatrixEngine.class, SearchEngines.named("onnx"));
    assertTrue(
        refusal("warp").contains("choose from auto, vector, brute, onnx, cuda"), refusal("warp"));
  }

  @Test
  void cudaThatIsNotThereIsAnErrorThatSaysWhatToInstall() {
    assumeTrue(Cuda.fault().isPresent(), "there is CUDA");
    String message = refusal("cuda");
    assertTrue(message.contains("Failed to find CUDA shared provider"), message);
    assertTrue(message.contains("onnxruntime_gpu"), message);
  }

  /** What the process of the next test runs. */
  public static void main(String[] arguments) {
    float[][] rows = {{1, 0}, {0, 2}};
    float[][] queries = {{0, 1}};
    System.out.println(Searches.search(SearchEngines.named("auto"), queries, rows, 2, 1)[0].row(0));
    System.out.println(refusal("vector"));
    System.out.println(refusal("brute"));
  }

  private static String refusal(String name) {
    return assertThrows(IllegalArgumentException.class, () -> SearchEngines.named(name))
        .getMessage();
  }

  @Test
  void withoutVectorsInJavaOnnxRuntimeSearches() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                SearchEnginesTest.class.getName())
            .redirectErrorStream(true);
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));

    Process process = java.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, process.waitFor(), output);
    assertTrue(output.lines().anyMatch("1"::equals), output);
    for (String name : List.of("vector", "brute")) {
      assertTrue(output.contains("engine '" + name + "' needs a module"), output);
    }
    assertTrue(output.contains("give it --add-modules=jdk.incubator.vector"), output);
    assertFalse(output.contains(".transforms.kernel."), "what needs the module was loaded");
  }
}
