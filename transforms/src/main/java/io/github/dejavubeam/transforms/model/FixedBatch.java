package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The rows that wait for one call of a graph, whose shape is always the same: rows that are free
 * when it must run are zero.
 */
final class FixedBatch implements AutoCloseable {

  private final OrtSession session;
  private final EncoderGraph graph;
  private final VectorSink sink;
  private final int stride;
  private final Map<String, ReusedTensor> inputs = new HashMap<>();
  private final Map<String, ReusedTensor> constants = new HashMap<>();
  private final Map<String, OnnxTensor> tensors = new HashMap<>();
  private final ReusedTensor output;
  private final int[] rows;
  private final int[] tokens;
  private final float[] vector;
  private int count;
  private long callNanos;

  /**
   * An empty batch.
   *
   * @param length tokens a row; ignored for images
   */
  FixedBatch(OrtSession session, EncoderSpec spec, int batchSize, int length, VectorSink sink)
      throws OrtException {
    if (batchSize < 1) {
      throw new IllegalArgumentException("a batch needs at least one row, not " + batchSize);
    }
    this.session = session;
    this.graph = spec.graph();
    this.sink = sink;
    rows = new int[batchSize];
    tokens = new int[batchSize];
    vector = new float[spec.dimension()];
    long[] shape = spec.input().shape(batchSize, length);
    for (GraphInput input : graph.inputs()) {
      inputs.put(input.name(), new ReusedTensor(input.type(), shape));
    }
    for (ConstantInput input : graph.constants()) {
      ReusedTensor tensor =
          new ReusedTensor(input.type(), input.shape(graph.sharedBatch() ? batchSize : 1));
      tensor.fill(input.value());
      tensor.toTensor();
      constants.put(input.name(), tensor);
    }
    inputs.forEach((name, tensor) -> tensors.put(name, tensor.tensor()));
    constants.forEach((name, tensor) -> tensors.put(name, tensor.tensor()));
    if (graph.pooling().readsTokens()) {
      stride = length * spec.dimension();
      output = new ReusedTensor(graph.outputType(), batchSize, length, spec.dimension());
    } else {
      stride = spec.dimension();
      output = new ReusedTensor(graph.outputType(), batchSize, spec.dimension());
    }
  }

  /** The tensor of an input that examples fill; null where the graph has no such input. */
  ReusedTensor input(String name) {
    return inputs.get(name);
  }

  /** The row of the tensors that the next example fills. */
  int nextRow() {
    return count;
  }

  /**
   * Takes the row just filled, and runs the graph when it was the last free one.
   *
   * @param row the caller's number of it
   * @param length tokens of it that are no padding; any number for an image
   */
  void add(int row, int length) throws OrtException {
    rows[count] = row;
    tokens[count] = length;
    count++;
    if (count == rows.length) {
      run();
    }
  }

  /** Runs the graph on the rows that wait and delivers their vectors. */
  void run() throws OrtException {
    if (count == 0) {
      return;
    }
    int filled = count;
    count = 0;
    inputs.values().forEach(tensor -> tensor.clearFrom(filled));
    call();
    FloatBuffer values = output.floats();
    for (int i = 0; i < filled; i++) {
      graph.pooling().pool(values, i * stride, tokens[i], vector);
      if (graph.unitLength()) {
        UnitVector.normalise(vector);
      } else {
        UnitVector.requireFinite(vector);
      }
      sink.accept(rows[i], vector);
    }
  }

  /** Runs the graph on the tensors as they are; nothing is delivered. */
  void call() throws OrtException {
    inputs.values().forEach(ReusedTensor::toTensor);
    long begin = System.nanoTime();
    Encoder.CALLS.begin();
    try {
      session.run(tensors, Map.of(graph.output(), output.tensor())).close();
    } finally {
      Encoder.CALLS.end();
      callNanos += System.nanoTime() - begin;
    }
    output.fromTensor();
  }

  /** Nanoseconds of all calls so far. */
  long callNanos() {
    return callNanos;
  }

  @Override
  public void close() {
    inputs.values().forEach(ReusedTensor::close);
    constants.values().forEach(ReusedTensor::close);
    output.close();
  }
}
