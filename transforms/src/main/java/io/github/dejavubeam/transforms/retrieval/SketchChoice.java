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

  private static final int[] LEVELS = {16, 24, 32, 48, 72, 96, 144};

  /** The deepest sketch of a query, three times: for all levels, for the deepest, packed. */
  static final long BYTES_PER_QUERY = 12L * (LEVELS[LEVELS.length - 1] + 2L * LEVELS.length);

  /**
   * Share of the samples' energy that the first level must hold. Gaussian vectors of 512 components
   * have 0.08 there by chance of the sample.
   */
  private static final double LEAST_ENERGY = 0.15;

  /** Estimates may be wrong: less is not worth it. */
  private static final double WORTH_IT = 0.8;

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
    SketchTrial trial = new SketchTrial(everyLevel, queries, contenders, rows);
    int depth = depth(trial);
    return depth == 0 ? whole() : passes(trial, depth);
  }

  /** How many levels make the whole work least; none where whole vectors do. */
  private int depth(SketchTrial trial) {
    int best = 0;
    double least = WORTH_IT * queries.count();
    for (int depth = 1; depth <= everyLevel.levels(); depth++) {
      double work =
          SketchWork.ofSketching(everyLevel.directions(depth - 1), queries.count())
              * queries.count();
      for (int q = 0; q < queries.count(); q++) {
        work += Math.min(1, trial.work(q, trial.bestLevel(q, depth), depth));
      }
      if (work < least) {
        least = work;
        best = depth;
      }
    }
    return best;
  }

  private Passes passes(SketchTrial trial, int depth) {
    List<List<Integer>> byLevel = new ArrayList<>();
    for (int level = 0; level <= depth; level++) {
      byLevel.add(new ArrayList<>());
    }
    for (int q = 0; q < queries.count(); q++) {
      int level = trial.bestLevel(q, depth);
      byLevel.get(trial.work(q, level, depth) < 1 ? level : depth).add(q);
    }
    Sketch sketch = everyLevel.upTo(depth);
    LOG.debug(
        "queries by directions {}: {}, whole {}",
        Arrays.toString(IntStream.range(0, depth).map(sketch::directions).toArray()),
        byLevel.stream().limit(depth).map(List::size).toList(),
        byLevel.get(depth).size());
    SketchedQueries sketches = new SketchedQueries(sketch, queries);
    List<Pass> passes = new ArrayList<>();
    for (int level = 0; level < depth; level++) {
      if (!byLevel.get(level).isEmpty()) {
        passes.add(new SketchPass(sketches, level, array(byLevel.get(level)), contenders));
      }
    }
    int[] rest = array(byLevel.get(depth));
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
