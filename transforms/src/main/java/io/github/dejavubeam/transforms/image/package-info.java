/**
 * Turns encoded images into the pixels a model sees, equal to what Pillow makes of them: decoding
 * under limits, antialiased resizing, cropping, normalising.
 */
package io.github.dejavubeam.transforms.image;
