/** The most memorized examples: which they are, and their pictures, read again from the shards. */
package io.github.dejavubeam.transforms.gallery;
