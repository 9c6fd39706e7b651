package io.github.dejavubeam.transforms.scaling;

/**
 * What a GPU does in a second. Nothing of it was measured here.
 *
 * @param images images in the model of one encoder
 * @param texts captions in the model of one encoder
 * @param gflops operations of the comparing of vectors, in 10^9
 */
public record GpuRates(double images, double texts, double gflops) {

  /**
   * Assumed: images and captions as of a CLIP ViT-B/32 on an RTX 3080 by clip-retrieval (its
   * README: 1,500 a second, both together); comparing at half of the 19.5 TFLOP/s that an A100 has
   * at most in float32 (its data sheet).
   */
  public static final GpuRates ASSUMED = new GpuRates(1_500, 1_500, 9_750);
}
