package io.github.dejavubeam.transforms.model;

import com.google.auto.value.AutoValue;
import io.github.dejavubeam.transforms.image.ImageDecoder;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;

/** One encoder of a model, with all that a worker needs to open it. */
@AutoValue
public abstract class EncoderSpec implements Serializable {

  /** Name of the model in options and results. */
  public abstract String modelName();

  /** The model directory, which workers must find under the same path; it may be remote. */
  public abstract String directory();

  /** SHA-256 in hex of the model's files. */
  public abstract String modelDigest();

  /** Length of its vectors. */
  public abstract int dimension();

  abstract EncoderInput input();

  abstract EncoderGraph graph();

  static EncoderSpec of(
      String modelName,
      String directory,
      String modelDigest,
      int dimension,
      EncoderInput input,
      EncoderGraph graph) {
    return new AutoValue_EncoderSpec(modelName, directory, modelDigest, dimension, input, graph);
  }

  /** Whether its vectors are scaled to length 1, or are as its graph gives them. */
  public final boolean unitLength() {
    return graph().unitLength();
  }

  /**
   * The same encoder with this text before every caption, as E5 and others were trained; in place
   * of the one that the model's configuration states.
   *
   * @throws IllegalArgumentException if it is no text encoder
   */
  public final EncoderSpec withTextPrefix(String prefix) {
    if (!(input() instanceof TextInput text)) {
      throw new IllegalArgumentException(key() + " is no text encoder");
    }
    return of(
        modelName(), directory(), modelDigest(), dimension(), text.withPrefix(prefix), graph());
  }

  /**
   * The same encoder of images that are scaled down while they are decoded, where they are JPEG and
   * more than twice as large as wanted.
   *
   * @throws IllegalArgumentException if it is no image encoder
   */
  public final EncoderSpec withJpegScaling() {
    if (!(input() instanceof ImageInput images)) {
      throw new IllegalArgumentException(key() + " is no image encoder");
    }
    return of(
        modelName(),
        directory(),
        modelDigest(),
        dimension(),
        new ImageInput(images.preprocessing(), true),
        graph());
  }

  /** By how much an image is scaled down while it is decoded for this encoder; 1 if not. */
  public final int jpegReduction(byte[] encoded) {
    return input() instanceof ImageInput images && images.jpegScaling()
        ? ImageDecoder.jpegReduction(encoded, images.preprocessing().shortSide())
        : 1;
  }

  /** What it reads. */
  public final Modality modality() {
    return input().modality();
  }

  /** Name of the encoder among those of a study, for instance {@code clip-a.image}. */
  public final String key() {
    return modelName() + "." + modality().label();
  }

  /**
   * SHA-256 in hex of the settings that, with the model's files, decide an embedding: preprocessing
   * or tokenisation, the output read, pooling.
   */
  public final String preprocessingDigest() {
    String description =
        String.join(
            "\n",
            modality().label(),
            input().description(),
            graph().file() + ":" + graph().output(),
            graph().pooling().name(),
            unitLength() ? "L2-normalised" : "as the graph gives it");
    return ModelDigest.sha256(description.getBytes(StandardCharsets.UTF_8));
  }
}
