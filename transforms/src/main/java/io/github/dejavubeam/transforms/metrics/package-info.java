/**
 * The numbers of the vision-language test: objects predicted from neighbours, their scores, and the
 * population and sample level gaps between a model and a reference (method, part 1 points 3 to 6).
 */
package io.github.dejavubeam.transforms.metrics;
