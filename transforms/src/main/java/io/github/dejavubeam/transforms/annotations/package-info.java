/**
 * Annotations that lie beside the data, joined by key to examples that are embedded already: only
 * keys and annotations travel.
 */
package io.github.dejavubeam.transforms.annotations;
