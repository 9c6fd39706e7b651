package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtProvider;
import org.junit.jupiter.api.Test;

class DeviceTest {

  @Test
  void devicesHaveLabels() {
    for (Device device : Device.values()) {
      assertEquals(device, Device.of(device.label()));
    }
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> Device.of("gpu"))
            .getMessage()
            .contains("cpu, cuda, auto"));
  }

  @Test
  void cudaThatIsNotThereIsAnErrorThatSaysWhatToInstall() {
    assumeNoCuda();

    String message =
        assertThrows(IllegalArgumentException.class, Device.CUDA::resolve).getMessage();

    assertTrue(message.startsWith("--device=cuda"), message);
    assertTrue(message.contains("Failed to find CUDA shared provider"), message);
    assertTrue(message.contains("onnxruntime_gpu"), message);
  }

  @Test
  void autoFallsBackToTheProcessor() {
    assumeNoCuda();
    assertEquals(Device.CPU, Device.AUTO.resolve());
    assertEquals(Device.CPU, Device.CPU.resolve());
  }

  private static void assumeNoCuda() {
    assumeTrue(
        !OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA),
        "this build of ONNX Runtime has CUDA");
  }
}
