package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.kernel.ByteBlock;
import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sketch may promise too much, never too little: else a neighbour would be lost. */
class SketchTest {

  private static final int[] LEVELS = {16, 24, 32};

  private final Random random = new Random(1);

  @Test
  void neverScoresBelowTheTruthWhereVectorsVaryInAllDirections() {
    checkBound(80, () -> random.nextGaussian());
  }

  @Test
  void neverScoresBelowTheTruthWhereDirectionsHoldAlmostAll() {
    float[][] few = vectors(5, 80, () -> random.nextGaussian());
    checkBound(mixed(few, 1e-6, 64), mixed(few, 1e-6, 64));
  }

  @Test
  void neverScoresBelowTheTruthWhereVectorsAreLongOrShort() {
    float[][] rows = vectors(64, 100, () -> random.nextGaussian() * Math.exp(random.nextInt(20)));
    float[][] queries = vectors(64, 100, () -> random.nextGaussian() * 1e-8);
    checkBound(rows, queries);
    checkBound(queries, rows);
  }

  @Test
  void neverScoresBelowTheTruthFarFromTheCentre() {
    checkBound(150, () -> 1000 + random.nextGaussian());
  }

  @Test
  void neverScoresBelowTheTruthWhereARowIsFartherThanAnyGridExpects() {
    float[][] rows = vectors(64, 70, () -> random.nextGaussian());
    float[][] queries = vectors(64, 70, () -> random.nextGaussian());
    for (int i = 0; i < 70; i++) {
      rows[40][i] *= 3e4f;
      rows[50][i] = queries[7][i];
      rows[60][i] = 0;
      queries[9][i] *= 1000;
    }
    checkBound(rows, queries);
  }

  @Test
  void isTightWhereDirectionsHoldAll() {
    float[][] few = vectors(6, 90, () -> random.nextGaussian());
    float[][] rows = mixed(few, 0, 64);
    Bounds bounds = Bounds.ofPrefixes(rows, rows);
    for (int level = 0; level < LEVELS.length; level++) {
      for (int q = 0; q < rows.length; q++) {
        for (int r = 0; r < rows.length; r++) {
          assertEquals(bounds.truth(q, r), bounds.sketched(level, q, r), 1e-4 * bounds.size(q, r));
        }
      }
    }
  }

  @Test
  void aGridExcludesWhatIsFarBelowTheThreshold() {
    float[][] rows = vectors(64, 300, () -> random.nextGaussian());
    float[][] queries = vectors(64, 300, () -> random.nextGaussian());
    for (int q = 0; q < queries.length; q++) {
      for (int i = 0; i < 300; i++) {
        queries[q][i] += rows[q][i];
      }
    }
    Bounds bounds = Bounds.ofAll(rows, queries);
    boolean[][] reached = bounds.reached(0, q -> q);
    for (int q = 0; q < queries.length; q++) {
      for (int r = 0; r < rows.length; r++) {
        assertEquals(q == r, reached[q][r], "query " + q + ", row " + r);
      }
    }
  }

  @Test
  void refusesDirectionsThatAreNotOrthonormal() {
    float[][] basis = vectors(16, 40, () -> random.nextGaussian());
    assertThrows(
        IllegalArgumentException.class,
        () -> new PrefixSketch(new float[40], basis, new int[] {16}));
  }

  private void checkBound(int dimension, DoubleSupplier component) {
    checkBound(vectors(64, dimension, component), vectors(64, dimension, component));
  }

  private void checkBound(float[][] rows, float[][] queries) {
    checkBound(Bounds.ofPrefixes(rows, queries));
    checkBound(Bounds.ofAll(rows, queries));
    checkBytes(rows, queries);
  }

  private void checkBound(Bounds bounds) {
    for (int level = 0; level < bounds.sketch.levels(); level++) {
      for (int r = 0; r < bounds.rows.length; r++) {
        int row = r;
        boolean[][] reached = bounds.reached(level, q -> row);
        for (int q = 0; q < bounds.queries.length; q++) {
          double truth = bounds.truth(q, r);
          double atMost = bounds.sketched(level, q, r) + bounds.error(level, q);
          assertTrue(truth <= atMost, "level " + level + ", score " + truth + ", bound " + atMost);
          assertTrue(
              reached[q][r], "level " + level + ", query " + q + ", row " + r + " on a grid");
        }
      }
    }
  }

  /** Every row is looked at that scores as high as is required. */
  private void checkBytes(float[][] rows, float[][] queries) {
    Bounds bounds = Bounds.ofAll(rows, queries);
    for (int r = 0; r < rows.length; r++) {
      int row = r;
      for (int largest : new int[] {ByteProducts.ANY_PAIR, 128}) {
        boolean[][] reached = bounds.reachedByBytes(largest, q -> row);
        for (int q = 0; q < queries.length; q++) {
          assertTrue(
              reached[q][r], "query " + q + ", pairs to " + largest + ", row " + r + " in bytes");
        }
      }
    }
  }

  @Test
  void bytesExcludeWhatIsBelowTheThreshold() {
    float[][] rows = vectors(64, 300, () -> random.nextGaussian());
    float[][] queries = vectors(64, 300, () -> random.nextGaussian());
    for (int q = 0; q < queries.length; q++) {
      for (int i = 0; i < 300; i++) {
        queries[q][i] += rows[q][i];
      }
    }
    boolean[][] reached = Bounds.ofAll(rows, queries).reachedByBytes(64, q -> q);
    for (int q = 0; q < queries.length; q++) {
      for (int r = 0; r < rows.length; r++) {
        assertEquals(q == r, reached[q][r], "query " + q + ", row " + r);
      }
    }
  }

  private float[][] vectors(int count, int dimension, DoubleSupplier component) {
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) component.getAsDouble();
      }
    }
    return vectors;
  }

  /** Random mixtures of a few vectors, with noise. */
  private float[][] mixed(float[][] few, double noise, int count) {
    float[][] vectors = new float[count][few[0].length];
    for (float[] vector : vectors) {
      for (float[] part : few) {
        double weight = random.nextGaussian();
        for (int i = 0; i < vector.length; i++) {
          vector[i] += (float) (weight * part[i] + noise * random.nextGaussian());
        }
      }
    }
    return vectors;
  }

  /** Sketches of some rows and queries, and what the scores truly are. */
  private static final class Bounds {
    private final float[][] rows;
    private final float[][] queries;
    private final float[] mean;
    private final Sketch sketch;
    private final GridSketch method;
    private final SketchedRows sketchedRows;
    private final SketchedQueries sketchedQueries;
    private final RowChunk chunk;

    static Bounds ofPrefixes(float[][] rows, float[][] queries) {
      return new Bounds(rows, queries, true);
    }

    static Bounds ofAll(float[][] rows, float[][] queries) {
      return new Bounds(rows, queries, false);
    }

    private Bounds(float[][] rows, float[][] queries, boolean prefixes) {
      this.rows = rows;
      this.queries = queries;
      int dimension = rows[0].length;
      int capacity = Panels.panels(rows.length) * RegisterBlock.ROWS;
      chunk = new RowChunk(capacity, dimension);
      chunk.fill(new IndexBlock(0, new ArrayRows(rows, dimension)), 0);
      VectorSample sample = new VectorSample(dimension);
      sample.add(chunk);
      mean = sample.mean();
      QueryRows queryRows = new QueryRows(new ArrayRows(queries, dimension));
      float[][] samples = sample.centred(mean, queryRows);
      sketch =
          prefixes
              ? new PrefixSketch(
                  mean,
                  new PrincipalDirections(samples, dimension).leading(LEVELS[LEVELS.length - 1]),
                  LEVELS)
              : new CentredVectors(mean);
      sketchedQueries = new SketchedQueries(sketch, queryRows);
      method = new GridSketch(sketch, Grid.covering(sketchedQueries, chunk));
      sketchedRows = new SketchedRows(method, capacity);
      sketchedRows.fill(chunk);
    }

    /** Which rows reach, for each query, what one of them must reach. */
    boolean[][] reached(int level, IntUnaryOperator rowOfQuery) {
      int[] every = IntStream.range(0, queries.length).toArray();
      GridQueries rounded = new GridQueries(sketchedQueries, method.grid(), level, every);
      for (int q : every) {
        rounded.place(q, sketchedRows.rounded());
        rounded.require(
            q, truth(q, rowOfQuery.applyAsInt(q)) - error(level, q), sketchedRows.rounded());
      }
      boolean[][] reached = new boolean[queries.length][rows.length];
      new GridScan()
          .scan(
              rounded,
              sketchedRows.rounded(),
              GridRows.pairs(sketch.width()),
              rows.length,
              0,
              pairs -> {
                for (int p = 0; p < pairs.count(); p++) {
                  reached[pairs.query(p)][pairs.row(p)] = true;
                }
              });
      return reached;
    }

    /** The same by bytes, of queries with pairs up to the largest. */
    boolean[][] reachedByBytes(int largest, IntUnaryOperator rowOfQuery) {
      int[] every = IntStream.range(0, queries.length).toArray();
      CentredBytes bytes =
          new CentredBytes(new CentredVectors(mean), new PlainByteProducts(largest));
      QueryRows queryRows = new QueryRows(new ArrayRows(queries, mean.length));
      ByteRows byteRows = bytes.allocate(rows.length);
      byteRows.fill(chunk);
      ByteQueries rounded = new ByteQueries(bytes, queryRows, every);
      for (int q : every) {
        rounded.require(q, truth(q, rowOfQuery.applyAsInt(q)) - error(0, q), byteRows);
      }
      ByteBuffer products =
          ByteBuffer.allocateDirect(rows.length * rounded.queries(0) * Integer.BYTES)
              .order(ByteOrder.nativeOrder());
      bytes
          .products()
          .of(
              byteRows.bytes(),
              rows.length,
              rounded.tile(0),
              rounded.queries(0),
              bytes.width(),
              products);
      boolean[][] reached = new boolean[queries.length][rows.length];
      int[] numbers = new int[ByteQueries.TILE];
      for (int r = 0; r < rows.length; r++) {
        int found =
            ByteBlock.reached(
                products,
                r * rounded.queries(0) * Integer.BYTES,
                rounded.queries(0),
                byteRows.step(r),
                byteRows.start(r, rounded.leastLength(0), rounded.leastResidual(0)),
                rounded.perStep(),
                rounded.thresholds(),
                0,
                numbers);
        for (int i = 0; i < found; i++) {
          reached[numbers[i]][r] = true;
        }
      }
      return reached;
    }

    /** {@code (q - μ)·(p - μ) - |p - μ|²/2} in double. */
    double truth(int query, int row) {
      double product = 0;
      double squares = 0;
      for (int i = 0; i < mean.length; i++) {
        double x = (double) rows[row][i] - mean[i];
        product += x * ((double) queries[query][i] - mean[i]);
        squares += x * x;
      }
      return product - squares / 2;
    }

    /** The score of the sketches, summed in float. */
    double sketched(int level, int query, int row) {
      float sum = sketchedRows.starts()[row];
      for (int i = 0; i < sketch.width(level); i++) {
        if (sketch.uses(level, i)) {
          sum +=
              sketchedQueries.values()[query * sketch.width() + i]
                  * sketchedRows.values()[row * sketch.width() + i];
        }
      }
      return sum;
    }

    double error(int level, int query) {
      double norm = Math.sqrt(ExactDistance.squaredNorm(queries[query], 0, mean.length));
      return sketch.error(
          level,
          chunk.largestNorm(),
          sketchedRows.largestDistance(),
          norm,
          sketchedQueries.distance(query));
    }

    double size(int query, int row) {
      return ExactDistance.squaredNorm(queries[query], 0, mean.length)
          + ExactDistance.squaredNorm(rows[row], 0, mean.length);
    }
  }
}
