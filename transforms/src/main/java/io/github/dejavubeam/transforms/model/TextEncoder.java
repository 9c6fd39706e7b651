package io.github.dejavubeam.transforms.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Embeds captions. Every caption is padded to a length that depends on its own tokens alone, and
 * waits for others of that length.
 */
public final class TextEncoder implements Encoder<String> {

  private final EncoderSpec spec;
  private final TextInput input;
  private final int batchSize;
  private final VectorSink sink;
  private final SharedResources<SharedSessions.Key, OrtSession>.Lease session;
  private final SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer;
  // Sorted, so that flushing runs the lengths in the same order every time.
  private final TreeMap<Integer, TextBatch> batches = new TreeMap<>();

  private TextEncoder(
      EncoderSpec spec,
      TextInput input,
      int batchSize,
      VectorSink sink,
      SharedResources<SharedSessions.Key, OrtSession>.Lease session,
      SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer) {
    this.spec = spec;
    this.input = input;
    this.batchSize = batchSize;
    this.sink = sink;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  /**
   * Opens a text encoder.
   *
   * @param placement where the graph is computed
   * @param batchSize rows of every call of the model, at least 1
   * @param intraOpThreads threads that one call uses, at least 1
   * @param sink receives the vectors
   * @throws IllegalArgumentException if the spec is not of a text encoder
   * @throws InvalidModelException if the model's files cannot be opened
   */
  public static TextEncoder open(
      EncoderSpec spec, Placement placement, int batchSize, int intraOpThreads, VectorSink sink) {
    if (!(spec.input() instanceof TextInput input)) {
      throw new IllegalArgumentException(spec.key() + " is no text encoder");
    }
    Path directory = LocalModel.of(spec);
    SharedResources<SharedSessions.Key, OrtSession>.Lease session =
        SharedSessions.lease(
            directory, spec.graph().file(), spec.modelDigest(), placement, intraOpThreads);
    try {
      return new TextEncoder(
          spec,
          input,
          batchSize,
          sink,
          session,
          TextTokenizer.lease(directory, spec.modelDigest(), input.maxLength()));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /**
   * Adds a caption. One that has no tokens, or that the tokenizer cannot read, has no vector: NaN
   * throughout, delivered at once.
   */
  @Override
  public void add(String text, int row) {
    Encoding tokens = tokens(text);
    if (tokens == null || tokens.getIds().length == 0) {
      float[] none = new float[spec.dimension()];
      Arrays.fill(none, Float.NaN);
      sink.accept(row, none);
      return;
    }
    try {
      int length = input.paddedLength(tokens.getIds().length);
      TextBatch batch = batches.get(length);
      if (batch == null) {
        batch = new TextBatch(session.value(), spec, input, batchSize, length, sink);
        batches.put(length, batch);
      }
      batch.add(tokens, row);
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public void flush() {
    try {
      for (TextBatch batch : batches.values()) {
        batch.run();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public long modelNanos() {
    long nanos = 0;
    for (TextBatch batch : batches.values()) {
      nanos += batch.callNanos();
    }
    return nanos;
  }

  @Override
  public void close() {
    batches.values().forEach(TextBatch::close);
    batches.clear();
    tokenizer.close();
    session.close();
  }

  private Encoding tokens(String text) {
    try {
      return TextTokenizer.encode(tokenizer.value(), input.prefix() + text);
    } catch (RuntimeException e) {
      return null; // A vocabulary without an unknown token rejects a text with unknown characters.
    }
  }
}
