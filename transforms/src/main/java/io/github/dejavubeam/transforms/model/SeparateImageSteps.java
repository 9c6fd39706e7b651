package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.image.ResizeBuffers;
import io.github.dejavubeam.transforms.image.RgbImage;
import java.nio.FloatBuffer;

/** Images to planes, and the graph on planes. */
final class SeparateImageSteps implements SeparateSteps {

  private final EncoderSpec spec;
  private final ImageInput input;
  private final SharedResources<SharedSessions.Key, OrtSession>.Lease session;
  private final FixedBatch batch;
  private final FloatBuffer pixels;
  private final int batchSize;
  private final ResizeBuffers buffers = new ResizeBuffers();
  private int next;

  private SeparateImageSteps(
      EncoderSpec spec,
      ImageInput input,
      SharedResources<SharedSessions.Key, OrtSession>.Lease session,
      FixedBatch batch,
      int batchSize) {
    this.spec = spec;
    this.input = input;
    this.session = session;
    this.batch = batch;
    this.batchSize = batchSize;
    pixels = batch.input(GraphSignature.PIXEL_VALUES).floats();
  }

  static SeparateImageSteps open(
      EncoderSpec spec, Placement placement, int batchSize, int intraOpThreads) {
    SharedResources<SharedSessions.Key, OrtSession>.Lease session =
        SharedSessions.lease(
            LocalModel.of(spec),
            spec.graph().file(),
            spec.modelDigest(),
            placement,
            intraOpThreads);
    try {
      FixedBatch batch = new FixedBatch(session.value(), spec, batchSize, 0, (row, vector) -> {});
      return new SeparateImageSteps(spec, (ImageInput) spec.input(), session, batch, batchSize);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    } catch (OrtException e) {
      session.close();
      throw new IllegalStateException("model " + spec.key() + " cannot be opened", e);
    }
  }

  @Override
  public void prepare(RgbImage image, String caption) {
    int size = input.preprocessing().size();
    pixels.position(next * 3 * size * size);
    input.preprocessing().preprocess(image, pixels, buffers);
    next = (next + 1) % batchSize;
  }

  @Override
  public int run() {
    try {
      batch.call();
      return batchSize;
    } catch (OrtException e) {
      throw new IllegalStateException("model " + spec.key() + " failed on a batch", e);
    }
  }

  @Override
  public void close() {
    batch.close();
    session.close();
  }
}
