/**
 * The vision-language test: which searches it needs, how an example is scored, and what is made of
 * the scores.
 */
package io.github.dejavubeam.transforms.vlm;
