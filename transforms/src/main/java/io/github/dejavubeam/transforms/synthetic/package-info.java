/**
 * Vectors for benchmarks, made by the row: any number of them in bounded memory, the same ones for
 * the same seed.
 */
package io.github.dejavubeam.transforms.synthetic;
