package io.github.dejavubeam.transforms.remote;

import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/**
 * No file system: Beam asks for them, with the options of the pipeline, in every process where
 * files are read or written, and so the client learns of its options where Beam's file system does.
 */
public final class CloudStorageRegistrar implements FileSystemRegistrar {

  /** For the service loader. */
  public CloudStorageRegistrar() {}

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    CloudStorage.follow(options);
    return List.of();
  }
}
