package io.github.dejavubeam.transforms.model;

/**
 * An encoder as the configuration and the graph's signature describe it.
 *
 * @param dimension length of its vectors
 */
record EncoderDraft(EncoderInput input, EncoderGraph graph, int dimension) {}
