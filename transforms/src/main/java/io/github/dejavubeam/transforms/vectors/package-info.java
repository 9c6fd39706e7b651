/** Vectors at rest: blocks of examples in Arrow files, and what a folder of them holds. */
package io.github.dejavubeam.transforms.vectors;
