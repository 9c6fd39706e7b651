/** Examples that occur in more than one set: the same image, the same caption, or nearly so. */
package io.github.dejavubeam.transforms.leaks;
