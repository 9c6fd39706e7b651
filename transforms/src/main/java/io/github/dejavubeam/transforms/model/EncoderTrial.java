package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.stream.IntStream;

/**
 * Runs an encoder once on empty input, so that a graph that cannot work under its configuration
 * fails before any data is read.
 */
final class EncoderTrial {

  private EncoderTrial() {}

  /**
   * Tries the least and the most input.
   *
   * @throws InvalidModelException if the graph fails or gives vectors of another width
   */
  static void run(OrtSession session, Path directory, EncoderSpec spec) {
    if (spec.input() instanceof TextInput text) {
      IntStream.of(text.paddedLength(1), text.maxLength())
          .distinct()
          .forEach(length -> run(session, directory, spec, length));
    } else {
      run(session, directory, spec, 0);
    }
  }

  private static void run(OrtSession session, Path directory, EncoderSpec spec, int length) {
    try (FixedBatch batch = new FixedBatch(session, spec, 1, length, (row, vector) -> {})) {
      batch.add(0, Math.max(1, length));
    } catch (OrtException e) {
      throw new InvalidModelException(
          directory,
          spec.graph().file()
              + " fails on "
              + (length == 0 ? "an image" : length + " tokens")
              + " or does not give vectors of "
              + spec.dimension()
              + " ("
              + e.getMessage()
              + ")",
          "put graph and configuration of the same export there",
          e);
    }
  }
}
