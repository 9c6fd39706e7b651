package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The awkward images, and what Pillow made of them, that lie beside the repository. */
final class GoldenInputs {

  static final Path DIRECTORY = Path.of("../../shared/sample/golden/preprocess");

  private GoldenInputs() {}

  /** Skips the calling test where the images are not there. */
  static void assumePresent() {
    boolean present = Files.isDirectory(DIRECTORY);
    if (!present) {
      System.out.println("skipped: no golden images at " + DIRECTORY);
    }
    assumeTrue(present, "no golden images at " + DIRECTORY);
  }

  /** The inputs whose names end so, in the order of their names. */
  static List<Path> endingWith(String suffix) throws IOException {
    try (Stream<Path> files = Files.list(DIRECTORY.resolve("inputs"))) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
