package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.RgbImage;
import java.util.List;
import java.util.Random;

/** Runs encoders over lists, and makes images to run them on. */
final class Embeddings {

  private Embeddings() {}

  /** Embeds texts; the vector of text i is at i. */
  static float[][] texts(EncoderSpec spec, int batchSize, int threads, List<String> texts) {
    float[][] vectors = new float[texts.size()][];
    try (TextEncoder encoder =
        TextEncoder.open(
            spec,
            Placement.CPU,
            batchSize,
            threads,
            (row, vector) -> vectors[row] = vector.clone())) {
      for (int i = 0; i < texts.size(); i++) {
        encoder.add(texts.get(i), i);
      }
      encoder.flush();
    }
    return vectors;
  }

  /** Embeds images; the vector of image i is at i. */
  static float[][] images(EncoderSpec spec, int batchSize, int threads, List<RgbImage> images) {
    float[][] vectors = new float[images.size()][];
    try (ImageEncoder encoder =
        ImageEncoder.open(
            spec,
            Placement.CPU,
            batchSize,
            threads,
            (row, vector) -> vectors[row] = vector.clone())) {
      for (int i = 0; i < images.size(); i++) {
        encoder.add(images.get(i), i);
      }
      encoder.flush();
    }
    return vectors;
  }

  /** An image of random pixels. */
  static RgbImage noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return new RgbImage(width, height, rgb);
  }

  /** Cosine of the angle between unit vectors. */
  static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
