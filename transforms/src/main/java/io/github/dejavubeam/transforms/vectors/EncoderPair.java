package io.github.dejavubeam.transforms.vectors;

import java.io.Serializable;

/**
 * The encoders of a search.
 *
 * @param query encoder of the queries' blocks
 * @param index encoder of the index's blocks, into the same space
 */
public record EncoderPair(String query, String index) implements Serializable {}
