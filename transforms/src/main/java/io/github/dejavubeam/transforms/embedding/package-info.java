/**
 * From shards to vectors: every example is read, decoded and embedded in one step that leaves only
 * blocks of vectors.
 */
package io.github.dejavubeam.transforms.embedding;
