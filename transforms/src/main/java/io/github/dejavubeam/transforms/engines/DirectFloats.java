package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** Floats outside the heap, which tensors look at without a copy. */
final class DirectFloats {

  private final FloatBuffer floats;

  /**
   * Zeros.
   *
   * @throws IllegalArgumentException if they would exceed 2 GiB
   */
  DirectFloats(long size) {
    floats = bytes(size).asFloatBuffer();
  }

  /** Memory for so many numbers of 4 bytes. */
  static ByteBuffer bytes(long numbers) {
    if (numbers > Integer.MAX_VALUE / Float.BYTES) {
      throw new IllegalArgumentException(
          numbers + " numbers are too many for one tensor: give each search fewer queries");
    }
    return ByteBuffer.allocateDirect((int) numbers * Float.BYTES).order(ByteOrder.nativeOrder());
  }

  /** Copies floats to the beginning. */
  void put(float[] source, int offset, int length) {
    floats.put(0, source, offset, length);
  }

  /** All of them; to be read at absolute positions. */
  FloatBuffer floats() {
    return floats;
  }

  /** A tensor of the first floats, to be closed. */
  OnnxTensor tensor(long... shape) throws OrtException {
    int length = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(), floats.duplicate().limit(length), shape);
  }
}
