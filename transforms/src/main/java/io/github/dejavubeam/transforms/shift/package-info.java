/**
 * Whether a control set is drawn like the target set: their labels, their distances to the public
 * set.
 */
package io.github.dejavubeam.transforms.shift;
