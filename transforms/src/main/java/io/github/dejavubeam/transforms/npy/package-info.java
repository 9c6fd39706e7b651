/** Vectors in numpy's files and clip-retrieval's layout: read into vector blocks, and written. */
package io.github.dejavubeam.transforms.npy;
