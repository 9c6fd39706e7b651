/**
 * How fast a search engine is on data of any size, and whether its answers are right; what
 * embedding costs in a pipeline and without one.
 */
package io.github.dejavubeam.transforms.benchmark;
