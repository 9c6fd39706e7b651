package io.github.dejavubeam.transforms.vectors;

import java.io.Serializable;

/**
 * The blocks in which keys, hashes and labels of a split are looked up: those of one of its
 * encoders, or blocks without vectors into which annotations were joined. They have the same names
 * and rows as all blocks of the split.
 *
 * @param folder where they lie
 * @param encoder name of their folder in it
 */
public record KeyBlocks(VectorFolder folder, String encoder) implements Serializable {}
