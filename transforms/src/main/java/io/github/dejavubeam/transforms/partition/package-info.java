/**
 * Cuts an annotated data set into disjoint training sets and a public set, as the two-model test
 * needs them.
 */
package io.github.dejavubeam.transforms.partition;
