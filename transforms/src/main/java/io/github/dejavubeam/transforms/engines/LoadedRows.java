package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.github.dejavubeam.transforms.retrieval.ScoreMatrix;

/** A chunk of rows as inputs of a graph. */
final class LoadedRows implements ScoreMatrix.Rows, AutoCloseable {

  private final int dimension;
  private final DirectFloats values;
  private final DirectFloats starts;
  private OnnxTensor valuesTensor;
  private OnnxTensor startsTensor;
  private int count;

  LoadedRows(int capacity, int dimension) {
    this.dimension = dimension;
    values = new DirectFloats((long) capacity * dimension);
    starts = new DirectFloats(capacity);
  }

  @Override
  public void load(float[] rows, float[] rowStarts, int rowCount) {
    values.put(rows, 0, rowCount * dimension);
    starts.put(rowStarts, 0, rowCount);
    if (rowCount != count) {
      close();
      try {
        valuesTensor = values.tensor(rowCount, dimension);
        startsTensor = starts.tensor(rowCount);
      } catch (OrtException e) {
        throw SearchFault.of(e);
      }
      count = rowCount;
    }
  }

  int count() {
    return count;
  }

  /** Shape [count, dimension]. */
  OnnxTensor values() {
    return valuesTensor;
  }

  /** Shape [count]. */
  OnnxTensor starts() {
    return startsTensor;
  }

  @Override
  public void close() {
    if (valuesTensor != null) {
      valuesTensor.close();
      valuesTensor = null;
    }
    if (startsTensor != null) {
      startsTensor.close();
      startsTensor = null;
    }
    count = 0;
  }
}
