package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.transforms.onnx.Cuda;
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
    // Without CUDA in the library, and with it but without NVIDIA's libraries.
    assertTrue(
        message.matches("(?s).*Failed to (find CUDA shared provider|load .*library).*"), message);
    assertTrue(message.contains("onnxruntime_gpu"), message);
  }

  @Test
  void autoFallsBackToTheProcessor() {
    assumeNoCuda();
    assertEquals(Device.CPU, Device.AUTO.resolve());
    assertEquals(Device.CPU, Device.CPU.resolve());
  }

  private static void assumeNoCuda() {
    assumeTrue(Cuda.fault().isPresent(), "this machine has CUDA");
  }
}
