/** How many examples were read, left out and why; and when that is too many. */
package io.github.dejavubeam.transforms.tally;
