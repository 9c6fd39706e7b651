/** Shards in, small files out: reads examples from WebDataset shards and writes results safely. */
package io.github.dejavubeam.transforms.io;
