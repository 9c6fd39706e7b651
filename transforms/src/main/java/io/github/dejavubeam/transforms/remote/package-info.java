/** Files of other machines as files of this one: copied whole, checked, each version once. */
package io.github.dejavubeam.transforms.remote;
