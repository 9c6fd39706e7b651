package io.github.dejavubeam.transforms.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** The texts of one padded length that wait for one call of the graph. */
final class TextBatch implements AutoCloseable {

  private final FixedBatch batch;
  private final int length;
  private final long padId;

  /**
   * An empty batch.
   *
   * @param length tokens to which every text is padded
   */
  TextBatch(
      OrtSession session,
      EncoderSpec spec,
      TextInput input,
      int batchSize,
      int length,
      VectorSink sink)
      throws OrtException {
    this.batch = new FixedBatch(session, spec, batchSize, length, sink);
    this.length = length;
    this.padId = input.padId();
  }

  /** Adds a text of at most {@code length} tokens. */
  void add(Encoding text, int row) throws OrtException {
    fill(batch.nextRow(), text);
    batch.add(row, text.getIds().length);
  }

  /** Writes a text of at most {@code length} tokens into a row of the tensors. */
  void fill(int tensorRow, Encoding text) {
    int first = tensorRow * length;
    write(GraphSignature.INPUT_IDS, first, text.getIds(), padId);
    write(GraphSignature.ATTENTION_MASK, first, text.getAttentionMask(), 0);
    write(GraphSignature.TOKEN_TYPE_IDS, first, text.getTypeIds(), 0);
  }

  /** Runs the graph on the texts that wait. */
  void run() throws OrtException {
    batch.run();
  }

  /** Runs the graph on the tensors as they are; nothing is delivered. */
  void call() throws OrtException {
    batch.call();
  }

  /** Nanoseconds of all calls so far. */
  long callNanos() {
    return batch.callNanos();
  }

  private void write(String name, int first, long[] values, long padding) {
    ReusedTensor tensor = batch.input(name);
    if (tensor != null) {
      for (int i = 0; i < length; i++) {
        tensor.put(first + i, i < values.length ? values[i] : padding);
      }
    }
  }

  @Override
  public void close() {
    batch.close();
  }
}
