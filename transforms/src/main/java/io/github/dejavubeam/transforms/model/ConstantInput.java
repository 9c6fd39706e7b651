package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OnnxJavaType;
import java.io.Serializable;
import java.util.List;

/**
 * An input that a graph demands and the wanted output does not depend on: the other tower of a
 * joint model.
 *
 * @param itemShape shape without the batch
 * @param value what every element is
 */
record ConstantInput(String name, OnnxJavaType type, List<Integer> itemShape, int value)
    implements Serializable {

  /** Shape of the tensor. */
  long[] shape(int batchSize) {
    long[] shape = new long[itemShape.size() + 1];
    shape[0] = batchSize;
    for (int i = 0; i < itemShape.size(); i++) {
      shape[i + 1] = itemShape.get(i);
    }
    return shape;
  }
}
