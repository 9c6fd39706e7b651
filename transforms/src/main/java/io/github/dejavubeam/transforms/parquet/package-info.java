/** Parquet files on any of Beam's file systems: read row by row under limits, and written. */
package io.github.dejavubeam.transforms.parquet;
