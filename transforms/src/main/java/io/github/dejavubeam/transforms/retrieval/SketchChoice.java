package io.github.dejavubeam.transforms.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by which sketch each query saves most work, if any, from rows at hand. A wrong decision
 * costs time, never an answer.
 */
final class SketchChoice {

  private static final Logger LOG = LoggerFactory.getLogger(SketchChoice.class);

  private static final int[] LEVELS = {12, 24, 36, 48, 72, 96, 144};

  /** The deepest sketch of a query, twice: as it is and packed; and the work by level. */
  static final long BYTES_PER_QUERY = 8L * (LEVELS[LEVELS.length - 1] + 2L * LEVELS.length);

  /**
   * Share of the samples' energy that 12 directions must hold. Gaussian vectors of 512 components
   * have 0.06 there by chance of the sample.
   */
  private static final double LEAST_ENERGY = 0.12;

  /**
   * A pair compared alone waits for memory: it costs as much as 400 components and 7 times its own.
   */
  private static final double REFINE_COMPONENTS = 400;

  private static final double REFINE_FACTOR = 7;

  /** Comparing scores with thresholds costs as much as so many components. */
  private static final double SCAN_COMPONENTS = 8;

  /** A row is sketched for the price of comparing it with twice as many queries as directions. */
  private static final double SKETCHING_FACTOR = 2;

  private static final int TRIAL_ROWS = 256;

  private final QueryRows queries;
  private final Contenders contenders;
  private final int dimension;
  private Sketch everyLevel;

  SketchChoice(QueryRows queries, Contenders contenders) {
    this.queries = queries;
    this.contenders = contenders;
    dimension = queries.dimension();
  }

  /** All queries by whole vectors. */
  Passes whole() {
    return new Passes(List.of(new WholePass(queries, everyQuery(), contenders)), true, null);
  }

  /**
   * Looks anew for directions along which the vectors vary.
   *
   * @param sample rows from all over what was seen
   */
  void findDirections(VectorSample sample) {
    everyLevel = null;
    int[] levels = Arrays.stream(LEVELS).filter(level -> level <= dimension / 2).toArray();
    if (levels.length == 0) {
      return;
    }
    float[] mean = sample.mean();
    float[][] samples = sample.centred(mean, queries);
    float[][] few = PrincipalDirections.of(samples, dimension, levels[0]);
    double energy = PrincipalDirections.energy(samples, dimension, few);
    if (energy > LEAST_ENERGY) {
      float[][] basis = PrincipalDirections.of(samples, dimension, levels[levels.length - 1]);
      everyLevel = new Sketch(mean, basis, levels);
    } else {
      LOG.debug("whole vectors are compared: {} directions hold {}", levels[0], energy);
    }
  }

  /**
   * The passes that promise the least work.
   *
   * @param rows rows to try sketches on
   */
  Passes choose(RowChunk rows) {
    if (everyLevel == null) {
      return whole();
    }
    double[][] work = work(everyLevel, rows);
    int depth = depth(work);
    return depth == 0 ? whole() : passes(everyLevel.upTo(depth), work);
  }

  /**
   * Whether a pass is slower than comparing whole vectors would be.
   *
   * @param pass a pass that has been over a chunk
   */
  boolean disappoints(SketchPass pass, Sketch sketch) {
    return work(sketch, pass.level(), pass.survivors()) > 1;
  }

  /** Time of comparing a pair at a level, as a share of comparing it whole. */
  private double work(Sketch sketch, int level, double survivors) {
    return (sketch.width(level)
            + SCAN_COMPONENTS
            + survivors * (REFINE_COMPONENTS + REFINE_FACTOR * dimension))
        / dimension;
  }

  /** Work by level and query. */
  private double[][] work(Sketch sketch, RowChunk rows) {
    PanelChunk chunk = PanelChunk.sketching(rows, sketch);
    SketchedQueries sketches = new SketchedQueries(sketch, queries);
    int tried = Math.min(TRIAL_ROWS, rows.count());
    double[][] work = new double[sketch.levels()][queries.count()];
    for (int level = 0; level < work.length; level++) {
      int[] counts = new SketchPass(sketches, level, everyQuery(), contenders).count(chunk, tried);
      for (int q = 0; q < counts.length; q++) {
        work[level][q] = work(sketch, level, (double) counts[q] / tried);
      }
    }
    return work;
  }

  /** How many levels make the whole work least: rows are sketched for all of them. */
  private int depth(double[][] work) {
    int best = 0;
    double least = 0.95 * queries.count();
    double[] lowest = new double[queries.count()];
    Arrays.fill(lowest, 1);
    for (int level = 0; level < work.length; level++) {
      double sum = SKETCHING_FACTOR * everyLevel.directions(level);
      for (int q = 0; q < lowest.length; q++) {
        lowest[q] = Math.min(lowest[q], work[level][q]);
        sum += lowest[q];
      }
      if (sum < least) {
        least = sum;
        best = level + 1;
      }
    }
    return best;
  }

  private Passes passes(Sketch sketch, double[][] work) {
    List<List<Integer>> byLevel = new ArrayList<>();
    for (int level = 0; level <= sketch.levels(); level++) {
      byLevel.add(new ArrayList<>());
    }
    for (int q = 0; q < queries.count(); q++) {
      int best = sketch.levels();
      double least = 1;
      for (int level = 0; level < sketch.levels(); level++) {
        if (work[level][q] < least) {
          least = work[level][q];
          best = level;
        }
      }
      byLevel.get(best).add(q);
    }
    LOG.debug(
        "queries by directions {}: {}, whole {}",
        Arrays.toString(IntStream.range(0, sketch.levels()).map(sketch::directions).toArray()),
        byLevel.stream().limit(sketch.levels()).map(List::size).toList(),
        byLevel.get(sketch.levels()).size());
    SketchedQueries sketches = new SketchedQueries(sketch, queries);
    List<Pass> passes = new ArrayList<>();
    for (int level = 0; level < sketch.levels(); level++) {
      if (!byLevel.get(level).isEmpty()) {
        passes.add(new SketchPass(sketches, level, array(byLevel.get(level)), contenders));
      }
    }
    int[] rest = array(byLevel.get(sketch.levels()));
    if (rest.length > 0) {
      passes.add(new WholePass(queries, rest, contenders));
    }
    return new Passes(passes, rest.length > 0, sketch);
  }

  private int[] everyQuery() {
    return IntStream.range(0, queries.count()).toArray();
  }

  private static int[] array(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }
}
