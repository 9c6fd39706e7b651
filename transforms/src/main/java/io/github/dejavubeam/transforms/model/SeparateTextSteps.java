package io.github.dejavubeam.transforms.model;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.image.RgbImage;
import java.nio.file.Path;
import java.util.TreeMap;

/** Texts to token ids, and the graph on token ids of each length that occurred. */
final class SeparateTextSteps implements SeparateSteps {

  private final EncoderSpec spec;
  private final TextInput input;
  private final int batchSize;
  private final SharedResources<SharedSessions.Key, OrtSession>.Lease session;
  private final SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer;
  private final TreeMap<Integer, Length> lengths = new TreeMap<>();

  private SeparateTextSteps(
      EncoderSpec spec,
      int batchSize,
      SharedResources<SharedSessions.Key, OrtSession>.Lease session,
      SharedResources<TextTokenizer.Key, HuggingFaceTokenizer>.Lease tokenizer) {
    this.spec = spec;
    this.input = (TextInput) spec.input();
    this.batchSize = batchSize;
    this.session = session;
    this.tokenizer = tokenizer;
  }

  static SeparateTextSteps open(
      EncoderSpec spec, Placement placement, int batchSize, int intraOpThreads) {
    Path directory = LocalModel.of(spec);
    SharedResources<SharedSessions.Key, OrtSession>.Lease session =
        SharedSessions.lease(
            directory, spec.graph().file(), spec.modelDigest(), placement, intraOpThreads);
    try {
      int maxLength = ((TextInput) spec.input()).maxLength();
      return new SeparateTextSteps(
          spec, batchSize, session, TextTokenizer.lease(directory, spec.modelDigest(), maxLength));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void prepare(RgbImage image, String caption) {
    Encoding tokens;
    try {
      tokens = TextTokenizer.encode(tokenizer.value(), input.prefix() + caption);
    } catch (RuntimeException e) {
      return; // An encoder gives such a text no vector, and does not run on it.
    }
    if (tokens.getIds().length > 0) {
      int padded = input.paddedLength(tokens.getIds().length);
      lengths.computeIfAbsent(padded, Length::new).fill(tokens);
    }
  }

  @Override
  public int run() {
    int rows = 0;
    try {
      for (Length length : lengths.values()) {
        for (long call = 0; call < Math.max(1, length.texts / batchSize); call++) {
          length.batch.call();
          rows += batchSize;
        }
      }
      return rows;
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public void close() {
    lengths.values().forEach(length -> length.batch.close());
    tokenizer.close();
    session.close();
  }

  /** The texts of one padded length: the last of them in tensors, all of them counted. */
  private final class Length {
    private final TextBatch batch;
    private long texts;

    Length(int length) {
      try {
        batch = new TextBatch(session.value(), spec, input, batchSize, length, (row, vector) -> {});
      } catch (OrtException e) {
        throw new IllegalStateException("model " + spec.key() + " cannot be opened", e);
      }
    }

    void fill(Encoding text) {
      batch.fill((int) (texts % batchSize), text);
      texts++;
    }
  }
}
