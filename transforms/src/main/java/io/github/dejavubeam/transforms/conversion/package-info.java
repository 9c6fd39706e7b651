/** Data sets in layouts that people have, turned into those that the program reads. */
package io.github.dejavubeam.transforms.conversion;
