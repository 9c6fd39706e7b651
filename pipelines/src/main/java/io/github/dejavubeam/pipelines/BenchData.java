package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.synthetic.ClusteredVectors;
import io.github.dejavubeam.transforms.synthetic.GaussianVectors;
import io.github.dejavubeam.transforms.synthetic.ResampledVectors;
import io.github.dejavubeam.transforms.synthetic.StoredVectors;
import io.github.dejavubeam.transforms.synthetic.VectorSource;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;

/** The generated rows and queries of a benchmark. */
final class BenchData {

  private static final int MAX_DIMENSION = 32_767;
  private static final double SMOOTHING = 0.5;

  private VectorSource rows;
  private VectorSource queries;

  private BenchData() {}

  /**
   * The data that the options ask for.
   *
   * @throws UsageException naming the option and the mend
   */
  static BenchData of(BenchRetrievalOptions options) {
    BenchData data = new BenchData();
    data.choose(options);
    return data;
  }

  private void choose(BenchRetrievalOptions options) {
    // Rows, queries and what they have in common are three streams of one seed.
    long rowSeed = 3 * options.getSeed();
    long querySeed = rowSeed + 1;
    long structure = rowSeed + 2;
    switch (options.getData()) {
      case "gaussian" -> {
        rows = new GaussianVectors(dimension(options), rowSeed);
        queries = new GaussianVectors(rows.dimension(), querySeed);
      }
      case "clustered" -> {
        rows = new ClusteredVectors(dimension(options), structure, rowSeed);
        queries = new ClusteredVectors(rows.dimension(), structure, querySeed);
      }
      case "embeddings" -> {
        StoredVectors stored = open("--vectors", options.getVectors());
        StoredVectors storedQueries =
            options.getQueryVectors() == null
                ? stored
                : open("--queryVectors", options.getQueryVectors());
        requireDimension("--queryVectors", storedQueries.dimension(), stored.dimension());
        if (options.getDimension() != null) {
          requireDimension("--dimension", options.getDimension(), stored.dimension());
        }
        rows = new ResampledVectors(stored, smoothing(options), rowSeed);
        queries = new ResampledVectors(storedQueries, smoothing(options), querySeed);
      }
      default ->
          throw new UsageException(
              "--data=" + options.getData() + ": choose from gaussian, clustered, embeddings");
    }
  }

  private static int dimension(BenchRetrievalOptions options) {
    if (options.getVectors() != null || options.getQueryVectors() != null) {
      throw new UsageException(
          "--vectors and --queryVectors need --data=embeddings, not " + options.getData());
    }
    Integer dimension = options.getDimension();
    if (dimension == null || dimension < 1 || dimension > MAX_DIMENSION) {
      throw new UsageException(
          "--dimension"
              + (dimension == null ? " is missing" : "=" + dimension)
              + ": give a number from 1 to "
              + MAX_DIMENSION);
    }
    return dimension;
  }

  private static double smoothing(BenchRetrievalOptions options) {
    String smoothing = options.getSmoothing();
    if (smoothing == null) {
      return SMOOTHING;
    }
    try {
      double number = Double.parseDouble(smoothing);
      if (number >= 0 && number < Double.POSITIVE_INFINITY) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new UsageException("--smoothing=" + smoothing + ": give a number of at least 0", e);
    }
    throw new UsageException("--smoothing=" + smoothing + ": give a number of at least 0");
  }

  private static void requireDimension(String option, int given, int stored) {
    if (given != stored) {
      throw new UsageException(
          option + " has " + given + " components, --vectors " + stored + ": they must agree");
    }
  }

  private static StoredVectors open(String option, String directory) {
    if (directory == null) {
      throw new UsageException(
          "--data=embeddings needs " + option + ": a folder of one encoder made by dejavu embed");
    }
    Path path = Path.of(directory).toAbsolutePath().normalize();
    try {
      if (path.getNameCount() < 2) {
        throw new FileNotFoundException(path + " is no folder of an encoder");
      }
      return StoredVectors.open(
          new VectorFolder(path.getParent().toString()), path.getFileName().toString());
    } catch (FileNotFoundException e) {
      throw new UsageException(
          option
              + "="
              + directory
              + " is no folder of one encoder with its manifest.json: make it with dejavu embed",
          e);
    } catch (IOException e) {
      throw new UsageException(option + "=" + directory + ": " + e.getMessage(), e);
    }
  }

  VectorSource rows() {
    return rows;
  }

  VectorSource queries() {
    return queries;
  }
}
