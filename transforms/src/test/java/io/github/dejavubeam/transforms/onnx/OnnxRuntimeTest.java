package io.github.dejavubeam.transforms.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OnnxRuntimeTest {

  /** What the process of the test runs. */
  public static void main(String[] arguments) {
    System.out.print(OnnxRuntime.environment().getVersion());
  }

  @Test
  void aLongCommandLineDoesNotCrashTheProcess() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dpadding=" + "x".repeat(5000),
                OnnxRuntimeTest.class.getName())
            .redirectErrorStream(true);
    java.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    // Either of these would keep the telemetry off that crashes.
    java.environment().remove("ORT_DISABLE_TELEMETRY");
    java.environment().remove("CI");

    Process process = java.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertEquals(0, process.waitFor(), output);
    assertEquals(OnnxRuntime.environment().getVersion(), output);
  }
}
