package io.github.dejavubeam.transforms.model;

import java.nio.file.Path;
import java.util.OptionalInt;

/** The length of an encoder's vectors, on which graph and configuration must agree. */
final class Dimension {

  private static final int MAX = 1 << 16;

  private Dimension() {}

  /**
   * The width that is stated by the graph, the configuration or both.
   *
   * @param rank number of dimensions of the output
   * @param stated what the configuration says
   * @throws InvalidModelException if they differ or neither states it
   */
  static int agreed(
      Path directory, GraphSignature graph, String output, int rank, OptionalInt stated) {
    OptionalInt width = graph.width(output, rank);
    if (width.isEmpty() && stated.isEmpty()) {
      throw new InvalidModelException(
          directory,
          "neither " + graph.file() + " nor the configuration states the width of " + output,
          "add projection_dim (CLIP) or hidden_size (text) to config.json");
    }
    int dimension = width.orElseGet(stated::getAsInt);
    if (stated.isPresent() && stated.getAsInt() != dimension) {
      throw new InvalidModelException(
          directory,
          graph.file()
              + " gives "
              + output
              + " of width "
              + dimension
              + ", but the configuration says "
              + stated.getAsInt(),
          "put graph and configuration of the same export there");
    }
    if (dimension > MAX) {
      throw graph.invalid("gives vectors of " + dimension + " numbers, more than " + MAX);
    }
    return dimension;
  }
}
