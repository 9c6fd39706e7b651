package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.platform.Fp16Conversions;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;

/**
 * A tensor over memory of ours: written in place and used for one batch after the other. One of
 * float16 is written and read as float32, and converted before and after the graph runs.
 */
final class ReusedTensor implements AutoCloseable {

  private final ByteBuffer bytes;
  private final int rowBytes;
  private final OnnxJavaType type;
  private final FloatBuffer floats;
  private final ShortBuffer halves;
  private final LongBuffer longs;
  private final IntBuffer ints;
  private final OnnxTensor tensor;

  /**
   * A tensor of zeros.
   *
   * @param type FLOAT, FLOAT16, INT32 or INT64
   * @param shape its first dimension counts the rows
   * @throws IllegalArgumentException if it would exceed 2 GiB
   */
  ReusedTensor(OnnxJavaType type, long... shape) throws OrtException {
    long elements = 1;
    for (long dimension : shape) {
      elements = Math.multiplyExact(elements, dimension);
    }
    long size = Math.multiplyExact(elements, type.size);
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a batch of " + shape[0] + " needs a tensor of " + size + " bytes: choose a smaller one");
    }
    this.type = type;
    bytes = ByteBuffer.allocateDirect((int) size).order(ByteOrder.nativeOrder());
    rowBytes = (int) (size / shape[0]);
    halves = bytes.asShortBuffer();
    floats =
        type == OnnxJavaType.FLOAT16 ? FloatBuffer.allocate((int) elements) : bytes.asFloatBuffer();
    longs = bytes.asLongBuffer();
    ints = bytes.asIntBuffer();
    OrtEnvironment environment = OnnxRuntime.environment();
    tensor =
        switch (type) {
          case FLOAT -> OnnxTensor.createTensor(environment, floats, shape);
          case FLOAT16 -> OnnxTensor.createTensor(environment, halves, shape, type);
          case INT64 -> OnnxTensor.createTensor(environment, longs, shape);
          case INT32 -> OnnxTensor.createTensor(environment, ints, shape);
          default -> throw new IllegalArgumentException("no tensor of " + type);
        };
  }

  OnnxTensor tensor() {
    return tensor;
  }

  /** The elements of a tensor of floats. */
  FloatBuffer floats() {
    return floats;
  }

  /** Sets one element. */
  void put(int index, long value) {
    switch (type) {
      case FLOAT, FLOAT16 -> floats.put(index, (float) value);
      case INT64 -> longs.put(index, value);
      default -> ints.put(index, Math.toIntExact(value));
    }
  }

  /** Sets every element. */
  void fill(long value) {
    for (int i = 0; i < bytes.capacity() / type.size; i++) {
      put(i, value);
    }
  }

  /** Writes what was put into the tensor, where it has another type. */
  void toTensor() {
    if (type == OnnxJavaType.FLOAT16) {
      for (int i = 0; i < floats.capacity(); i++) {
        halves.put(i, Fp16Conversions.floatToFp16(floats.get(i)));
      }
    }
  }

  /** Reads what the tensor holds, where it has another type. */
  void fromTensor() {
    if (type == OnnxJavaType.FLOAT16) {
      for (int i = 0; i < floats.capacity(); i++) {
        floats.put(i, Fp16Conversions.fp16ToFloat(halves.get(i)));
      }
    }
  }

  /** Zeroes the rows from that one on. */
  void clearFrom(int row) {
    for (int i = row * rowBytes; i < bytes.capacity(); i++) {
      bytes.put(i, (byte) 0);
    }
    if (type == OnnxJavaType.FLOAT16) {
      for (int i = row * rowBytes / type.size; i < floats.capacity(); i++) {
        floats.put(i, 0);
      }
    }
  }

  @Override
  public void close() {
    tensor.close();
  }
}
