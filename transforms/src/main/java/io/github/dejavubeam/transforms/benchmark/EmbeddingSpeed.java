package io.github.dejavubeam.transforms.benchmark;

/**
 * What embedding one kind of example costs, as a whole and in its parts.
 *
 * @param pipeline from shards to vector blocks, without {@code start}
 * @param start the pipeline with nothing to embed, which does not grow with the examples
 * @param preprocess encoded examples in memory to a model's tensors
 * @param runtime the model on tensors that are ready
 */
public record EmbeddingSpeed(Speed pipeline, Speed start, Speed preprocess, Speed runtime) {

  /** Processor time of the pipeline as a multiple of that of its parts. */
  public double overhead() {
    return pipeline.cpuSeconds() / (preprocess.cpuSeconds() + runtime.cpuSeconds());
  }
}
