package io.github.dejavubeam.transforms.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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

  private static final int DEEPEST = LEVELS[LEVELS.length - 1] + LEVELS.length;

  /**
   * Share of the samples' energy that the first level must hold. Gaussian vectors of 512 components
   * have 0.08 there by chance of the sample.
   */
  private static final double LEAST_ENERGY = 0.15;

  /** Estimates may be wrong: less is not worth it. */
  private static final double WORTH_IT = 0.95;

  /**
   * One query of so many tells by which sketches all gain most: trying them costs. Captions of an
   * image and prompts of a class often follow each other by twos, fours, fives or eights, of which
   * a multiple would see one kind only.
   */
  private static final int PROBE = 7;

  private final QueryRows queries;
  private final Contenders contenders;
  private final Optional<ByteProducts> products;
  private final int dimension;
  private CentredVectors centred;
  private BytePass everyQueryByBytes;
  private PrefixSketch everyLevel;

  /**
   * A choice.
   *
   * @param products multiplies bytes, where that is fast
   */
  SketchChoice(QueryRows queries, Contenders contenders, Optional<ByteProducts> products) {
    this.products = products;
    this.queries = queries;
    this.contenders = contenders;
    dimension = queries.dimension();
  }

  /** Memory of a query's sketches: at all levels, at the deepest, about the centre, and rounded. */
  static long bytesPerQuery(int dimension) {
    return (long) (DEEPEST + dimension) * (2 * Float.BYTES + Short.BYTES);
  }

  /** All queries by whole vectors. */
  Passes whole() {
    return new Passes(List.of(new WholePass(queries, everyQuery(), contenders)), true, List.of());
  }

  /**
   * Looks anew for directions along which the vectors vary.
   *
   * @param sample rows from all over what was seen
   */
  void findDirections(VectorSample sample) {
    float[] mean = sample.mean();
    if (centred == null || !sample.isCentre(centred.mean())) {
      centred = new CentredVectors(mean);
      everyQueryByBytes = null;
    }
    everyLevel = null;
    int[] levels = Arrays.stream(LEVELS).filter(level -> level <= dimension / 2).toArray();
    if (levels.length == 0) {
      return;
    }
    PrincipalDirections directions =
        new PrincipalDirections(sample.centred(mean, queries), dimension);
    double energy = directions.energy(directions.leading(levels[0]));
    if (energy > LEAST_ENERGY) {
      float[][] basis = directions.leading(levels[levels.length - 1]);
      everyLevel = new PrefixSketch(mean, basis, levels);
    } else {
      LOG.debug("all components are compared: {} directions hold {}", levels[0], energy);
    }
  }

  /**
   * The passes that promise the least work.
   *
   * @param now the passes that are made
   * @param rows rows to try sketches on
   */
  Passes choose(Passes now, RowChunk rows) {
    if (everyLevel == null && isEveryQueryByBytes(now)) {
      // Thresholds have risen since bytes were found to pay, and there is nothing else to try.
      return now;
    }
    RoundedTrial rounded = rounded(rows);
    SketchTrial prefixes =
        everyLevel == null ? null : SketchTrial.of(everyLevel, queries, contenders, rows);
    int[] probed = IntStream.range(0, queries.count()).filter(q -> q % PROBE == 0).toArray();
    if (rounded != null) {
      rounded.tryFor(probed);
    }
    if (prefixes != null) {
      prefixes.tryFor(probed, everyLevel.levels());
    }
    SketchPlan best = best(rounded, prefixes, probed);
    best.tryFor(IntStream.range(0, queries.count()).filter(q -> q % PROBE != 0).toArray());
    return passes(best);
  }

  private boolean isEveryQueryByBytes(Passes passes) {
    return everyQueryByBytes != null && passes.list().equals(List.of(everyQueryByBytes));
  }

  /** By bytes where there is something that multiplies them, or by whole numbers of 16 bits. */
  private RoundedTrial rounded(RowChunk rows) {
    if (products.isPresent()) {
      CentredBytes method = new CentredBytes(centred, products.get());
      return new ByteTrial(method, queries, contenders, rows, () -> everyQuery(method));
    }
    SketchTrial trial = SketchTrial.of(centred, queries, contenders, rows);
    return trial == null ? null : new GridTrial(trial, contenders);
  }

  /** Kept from look to look, as long as the centre is. */
  private BytePass everyQuery(CentredBytes method) {
    if (everyQueryByBytes == null) {
      everyQueryByBytes = new BytePass(method, queries, everyQuery(), contenders);
    }
    return everyQueryByBytes;
  }

  /**
   * The plan that promises the least work.
   *
   * @param some queries that all was tried for
   */
  private SketchPlan best(RoundedTrial rounded, SketchTrial prefixes, int[] some) {
    SketchPlan best = new SketchPlan(null, 0, null);
    double least = WORTH_IT * best.work(some, queries.count());
    for (SketchPlan plan : plans(rounded, prefixes)) {
      double work = plan.work(some, queries.count());
      if (work < least) {
        least = work;
        best = plan;
      }
    }
    return best;
  }

  private List<SketchPlan> plans(RoundedTrial rounded, SketchTrial prefixes) {
    List<SketchPlan> plans = new ArrayList<>();
    if (rounded != null) {
      plans.add(new SketchPlan(null, 0, rounded));
    }
    for (int depth = 1; prefixes != null && depth <= everyLevel.levels(); depth++) {
      plans.add(new SketchPlan(prefixes, depth, null));
      if (rounded != null) {
        plans.add(new SketchPlan(prefixes, depth, rounded));
      }
    }
    return plans;
  }

  private Passes passes(SketchPlan plan) {
    List<Pass> passes = new ArrayList<>();
    List<PackedRows.Packing<?>> packings = new ArrayList<>();
    SketchPlan.Groups groups = plan.groups(queries.count());
    int[][] byPrefix = groups.byPrefix();
    if (byPrefix.length > 0) {
      PrefixSketch sketch = everyLevel.upTo(byPrefix.length);
      GridSketch method = new GridSketch(sketch, plan.prefixes().method().grid());
      SketchedQueries sketches = new SketchedQueries(sketch, queries);
      packings.add(method);
      for (int level = 0; level < byPrefix.length; level++) {
        if (byPrefix[level].length > 0) {
          passes.add(new SketchPass(sketches, method, level, byPrefix[level], contenders));
        }
      }
    }
    if (groups.byAll().length > 0) {
      packings.add(plan.all().packing());
      passes.add(plan.all().pass(groups.byAll()));
    }
    int[] whole = groups.whole();
    if (whole.length > 0) {
      passes.add(new WholePass(queries, whole, contenders));
    }
    LOG.debug(
        "queries that begin with the first {} directions: {}; with all components, rounded: {};"
            + " whole: {}",
        Arrays.toString(Arrays.copyOf(LEVELS, byPrefix.length)),
        Arrays.toString(Arrays.stream(byPrefix).mapToInt(some -> some.length).toArray()),
        groups.byAll().length,
        whole.length);
    return new Passes(passes, whole.length > 0, packings);
  }

  private int[] everyQuery() {
    return IntStream.range(0, queries.count()).toArray();
  }
}
