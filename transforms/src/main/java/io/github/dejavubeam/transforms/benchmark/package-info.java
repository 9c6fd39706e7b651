/** How fast a search engine is on data of any size, and whether its answers are right. */
package io.github.dejavubeam.transforms.benchmark;
