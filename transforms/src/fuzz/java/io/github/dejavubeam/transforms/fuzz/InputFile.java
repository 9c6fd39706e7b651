package io.github.dejavubeam.transforms.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that an input is put into for readers of files. */
public record InputFile(Path path) {

  /** Puts an input there and returns the path. */
  public Path of(byte[] input) throws IOException {
    // A new file each time: a mapped one must not change below its reader.
    Files.deleteIfExists(path);
    return Files.write(path, input);
  }
}
