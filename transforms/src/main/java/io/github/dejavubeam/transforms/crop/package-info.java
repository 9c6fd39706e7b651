/**
 * Which part of an image shows the background alone. Plain geometry: nothing here knows pixels,
 * files or Beam.
 */
package io.github.dejavubeam.transforms.crop;
