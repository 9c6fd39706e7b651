/**
 * Classes predicted from background alone, by neighbours, by a classifier, by the tags of a crop,
 * and what is counted over the examples: accuracies, quadrants, agreement (method, part 2).
 */
package io.github.dejavubeam.transforms.correlation;
