package io.github.dejavubeam.transforms.onnx;

import java.io.Serializable;

/**
 * How CUDA is used.
 *
 * @param device number of the device, from 0
 * @param memoryBytes most memory of the device that a session takes; 0 for no limit
 * @param tf32 whether matrices are multiplied in TF32, whose factors have 11 significant bits: a
 *     few times faster, and embeddings move by about a thousandth
 */
public record CudaSettings(int device, long memoryBytes, boolean tf32) implements Serializable {

  /** The first device, all of its memory, float32 throughout. */
  public static final CudaSettings DEFAULT = new CudaSettings(0, 0, false);

  /**
   * Settings.
   *
   * @throws IllegalArgumentException if a number is negative
   */
  public CudaSettings {
    if (device < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "a CUDA device is numbered from 0 and has no negative memory");
    }
  }
}
