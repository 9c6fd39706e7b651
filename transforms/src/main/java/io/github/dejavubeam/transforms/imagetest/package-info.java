/**
 * The image test: what is searched and compared, how the background of an example is classified by
 * every predictor, and what is made of that (method, part 2).
 */
package io.github.dejavubeam.transforms.imagetest;
