package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
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
        assertThrows(
                IllegalArgumentException.class, () -> Device.CUDA.resolve(CudaSettings.DEFAULT))
            .getMessage();

    assertTrue(message.startsWith("--device=cuda"), message);
    // Without CUDA in the library, and with it but without NVIDIA's libraries.
    assertTrue(
        message.matches("(?s).*Failed to (find CUDA shared provider|load .*library).*"), message);
    assertTrue(message.contains("onnxruntime_gpu"), message);
  }

  @Test
  void autoFallsBackToTheProcessor() {
    assumeNoCuda();
    assertEquals(Placement.CPU, Device.AUTO.resolve(CudaSettings.DEFAULT));
    assertEquals(Placement.CPU, Device.CPU.resolve(new CudaSettings(1, 1 << 30, true)));
  }

  /** Vectors by TF32 are other vectors; where they are made is not. */
  @Test
  void theArithmeticOfAPlacementIsPartOfHowVectorsWereMade() {
    assertEquals("CPU", Placement.CPU.arithmetic());
    assertEquals("CUDA", new Placement(Device.CUDA, new CudaSettings(3, 1, false)).arithmetic());
    assertEquals(
        "CUDA with TF32", new Placement(Device.CUDA, new CudaSettings(0, 0, true)).arithmetic());
  }

  @Test
  void numbersOfCudaAreNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> new CudaSettings(-1, 0, false));
    assertThrows(IllegalArgumentException.class, () -> new CudaSettings(0, -1, false));
  }

  private static void assumeNoCuda() {
    assumeTrue(Cuda.fault().isPresent(), "this machine has CUDA");
  }
}
