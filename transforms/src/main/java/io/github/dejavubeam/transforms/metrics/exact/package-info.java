/**
 * Sums and selections whose results do not depend on the order, the grouping or the number of
 * workers that computed them.
 */
package io.github.dejavubeam.transforms.metrics.exact;
