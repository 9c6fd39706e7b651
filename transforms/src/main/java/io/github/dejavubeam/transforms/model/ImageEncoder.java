package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.image.ResizeBuffers;
import io.github.dejavubeam.transforms.image.RgbImage;
import java.nio.FloatBuffer;

/** Embeds images. */
public final class ImageEncoder implements Encoder<RgbImage> {

  private final EncoderSpec spec;
  private final ImageInput input;
  private final SharedResources<SharedSessions.Key, OrtSession>.Lease session;
  private final FixedBatch batch;
  private final FloatBuffer pixels;
  private final int floatsPerImage;
  private final ResizeBuffers buffers = new ResizeBuffers();

  private ImageEncoder(
      EncoderSpec spec,
      ImageInput input,
      SharedResources<SharedSessions.Key, OrtSession>.Lease session,
      FixedBatch batch) {
    this.spec = spec;
    this.input = input;
    this.session = session;
    this.batch = batch;
    pixels = batch.input(GraphSignature.PIXEL_VALUES).floats();
    floatsPerImage = 3 * input.preprocessing().size() * input.preprocessing().size();
  }

  /**
   * Opens an image encoder.
   *
   * @param placement where the graph is computed
   * @param batchSize rows of every call of the model, at least 1
   * @param intraOpThreads threads that one call uses, at least 1
   * @param sink receives the vectors
   * @throws IllegalArgumentException if the spec is not of an image encoder, or the batch does not
   *     fit in memory
   * @throws InvalidModelException if the model's files cannot be opened
   */
  public static ImageEncoder open(
      EncoderSpec spec, Placement placement, int batchSize, int intraOpThreads, VectorSink sink) {
    if (!(spec.input() instanceof ImageInput input)) {
      throw new IllegalArgumentException(spec.key() + " is no image encoder");
    }
    SharedResources<SharedSessions.Key, OrtSession>.Lease session =
        SharedSessions.lease(
            LocalModel.of(spec),
            spec.graph().file(),
            spec.modelDigest(),
            placement,
            intraOpThreads);
    try {
      return new ImageEncoder(
          spec, input, session, new FixedBatch(session.value(), spec, batchSize, 0, sink));
    } catch (RuntimeException e) {
      session.close();
      throw e;
    } catch (OrtException e) {
      session.close();
      throw new IllegalStateException("model " + spec.key() + " cannot be opened", e);
    }
  }

  @Override
  public void add(RgbImage image, int row) {
    pixels.position(batch.nextRow() * floatsPerImage);
    input.preprocessing().preprocess(image, pixels, buffers);
    try {
      batch.add(row, 0);
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public void flush() {
    try {
      batch.run();
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public long modelNanos() {
    return batch.callNanos();
  }

  @Override
  public void close() {
    batch.close();
    session.close();
  }
}
