package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.onnx.CudaSettings;
import java.io.Serializable;

/**
 * Where the graphs of a run are computed.
 *
 * @param device {@link Device#CPU} or {@link Device#CUDA}
 * @param cuda how CUDA is used, if it is
 */
public record Placement(Device device, CudaSettings cuda) implements Serializable {

  /** On the processor. */
  public static final Placement CPU = new Placement(Device.CPU, CudaSettings.DEFAULT);

  /**
   * A placement.
   *
   * @throws IllegalArgumentException if the device is not resolved
   */
  public Placement {
    if (device == Device.AUTO) {
      throw new IllegalArgumentException("resolve the device before a model is opened");
    }
  }

  /** What of it decides the bytes of an embedding: {@code CPU}, {@code CUDA} or with TF32. */
  public String arithmetic() {
    return device.name() + (device == Device.CUDA && cuda.tf32() ? " with TF32" : "");
  }
}
