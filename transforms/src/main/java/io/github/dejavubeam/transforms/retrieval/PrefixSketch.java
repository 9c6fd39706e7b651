package io.github.dejavubeam.transforms.retrieval;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.util.stream.IntStream;

/**
 * A vector's components along m directions from a centre, and the length of what they leave out.
 *
 * <p>One sketch serves several m, its <em>levels</em>, since a query that few rows are near to
 * needs fewer directions than one in a crowd: the components of the first level, the length that
 * they leave out, those up to the second level, the length that all of these leave out, and so on.
 * A query of a level is zero at the lengths of the levels below.
 *
 * <p><b>The bound.</b> Let x = p - μ, y = q - μ, B the m × n matrix of directions, P the projection
 * on their span, {@code x⊥ = x - Px}. By Cauchy and Schwarz {@code y·x = Py·Px + y⊥·x⊥ ≤ Py·Px +
 * |y⊥||x⊥|}: a product of vectors of m + 1 components. Distances do not change with the centre, so
 * the score {@code s' = y·x - |x|²/2 = (|y|² - |q - p|²)/2} orders rows as {@code s} does, {@code
 * s' = s + (|y|² - |q|²)/2}.
 *
 * <p><b>What rounding adds.</b> With {@code ε ≥ |BBᵀ - I|}, b = Bx and a = By: {@code Py·Px =
 * aᵀ(BBᵀ)⁻¹b ≤ aᵀb + ε/(1-ε)·|a||b|} and {@code |Px|² ≥ |b|²/(1+ε)}. Components are computed as
 * float sums of n products, less the centre's component: {@code η(p) = √m γ(n + 4) √(1+ε) (|p| +
 * |μ|)} bounds the length of the error of b, and lengths of what is left out are rounded up, taking
 * {@code |b̂| - η} for |b|. Then
 *
 * <pre>s' ≤ ŝ' + |â| η(p) + η(q) |b| + ε/(1-ε) |a||b| + γ(w+5) (|a||b| + |y||x| + |x|²)</pre>
 *
 * where ŝ' is the float sum of the w products up to the level's length and {@code -|x|²/2}.
 */
final class PrefixSketch implements Sketch {

  private static final double MARGIN = 1.001;

  private final int dimension;
  private final int[] levels;
  private final float[] mean;
  private final double meanNorm;
  private final float[] packed;
  private final float[] zeros = new float[RegisterBlock.ROWS];
  private final float[] meanComponents;
  private final double epsilon;

  /**
   * A sketch along some directions.
   *
   * @param mean the centre, of {@code dimension} components
   * @param basis nearly orthonormal vectors, as many as the last level needs
   * @param levels numbers of directions, ascending
   * @throws IllegalArgumentException if the vectors are not nearly orthonormal
   */
  PrefixSketch(float[] mean, float[][] basis, int[] levels) {
    this.mean = mean;
    this.levels = levels.clone();
    dimension = mean.length;
    meanNorm = Math.sqrt(ExactDistance.squaredNorm(mean, 0, dimension));
    int count = directions(levels.length - 1);
    float[] rows = new float[count * dimension];
    meanComponents = new float[count];
    for (int j = 0; j < count; j++) {
      System.arraycopy(basis[j], 0, rows, j * dimension, dimension);
      meanComponents[j] = (float) dot(basis[j], mean);
    }
    packed = Panels.packQueries(rows, dimension, inBlocks(levels), dimension);
    epsilon = departure(basis, count);
    if (!(epsilon < 0.1)) {
      throw new IllegalArgumentException("directions are not orthonormal: " + epsilon);
    }
  }

  private PrefixSketch(PrefixSketch other, int levels) {
    this.levels = java.util.Arrays.copyOf(other.levels, levels);
    mean = other.mean;
    dimension = other.dimension;
    meanNorm = other.meanNorm;
    packed = other.packed;
    meanComponents = other.meanComponents;
    epsilon = other.epsilon;
  }

  /** The directions, those of a level in blocks of its own, which -1 fills up. */
  private static int[] inBlocks(int[] levels) {
    IntStream.Builder order = IntStream.builder();
    int done = 0;
    for (int level : levels) {
      int padded = done + Panels.blocks(level - done) * RegisterBlock.QUERIES;
      for (int direction = done; direction < padded; direction++) {
        order.add(direction < level ? direction : -1);
      }
      done = level;
    }
    return order.build().toArray();
  }

  /** The first levels of this sketch. */
  PrefixSketch upTo(int wanted) {
    return new PrefixSketch(this, wanted);
  }

  /** Frobenius norm of BBᵀ - I, in double. */
  private static double departure(float[][] basis, int count) {
    double squares = 0;
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double off = dot(basis[i], basis[j]) - (i == j ? 1 : 0);
        squares += (i == j ? 1 : 2) * off * off;
      }
    }
    return Math.sqrt(squares) * MARGIN + 1e-12 * count;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** Directions that a level uses. */
  int directions(int level) {
    return levels[level];
  }

  @Override
  public int levels() {
    return levels.length;
  }

  @Override
  public int width(int level) {
    return levels[level] + level + 1;
  }

  @Override
  public boolean uses(int level, int component) {
    for (int below = 0; below < level; below++) {
      if (component == width(below) - 1) {
        return false;
      }
    }
    return component < width(level);
  }

  @Override
  public double squaredDistanceFromMean(float[] rows, int offset) {
    return ExactDistance.squared(rows, offset, mean, 0, dimension);
  }

  @Override
  public void of(float[] rows, int count, double[] squares, double[] norms, float[] sketches) {
    float[] panel = new float[dimension * RegisterBlock.ROWS];
    float[] packedSketches = new float[width() * RegisterBlock.ROWS];
    for (int first = 0; first < count; first += RegisterBlock.ROWS) {
      int here = Math.min(RegisterBlock.ROWS, count - first);
      Panels.packRows(rows, first * dimension, here, dimension, panel, 0);
      ofPanel(panel, first, here, squares, norms, packedSketches);
      Panels.unpackRows(packedSketches, width(), here, sketches, first * width());
    }
  }

  /** Sketches of rows from {@code first} on, packed, into {@code width() * ROWS} floats. */
  private void ofPanel(
      float[] panel, int first, int count, double[] squares, double[] norms, float[] target) {
    int rows = RegisterBlock.ROWS;
    double[] within = new double[rows];
    float[] products = new float[RegisterBlock.QUERIES * rows];
    int done = 0;
    int block = 0;
    for (int level = 0; level < levels.length; level++) {
      while (done < levels[level]) {
        int here = Math.min(RegisterBlock.QUERIES, levels[level] - done);
        int directions = block++ * dimension * RegisterBlock.QUERIES;
        RegisterBlock.scores(panel, 0, zeros, 0, packed, directions, dimension, products);
        components(products, done, here, within, target, (done + level) * rows);
        done += here;
      }
      int lengths = (width(level) - 1) * rows;
      for (int r = 0; r < count; r++) {
        double length = Math.max(0, Math.sqrt(within[r]) - componentError(level, norms[first + r]));
        double leftOut = squares[first + r] * (1 + 1e-12) - length * length / (1 + epsilon);
        target[lengths + r] = RoundingBound.ceil(Math.sqrt(Math.max(0, leftOut)));
      }
    }
  }

  /**
   * The components along {@code count} directions from {@code first} on.
   *
   * @param products of the rows with those directions
   * @param within receives the components' squares in addition
   */
  private void components(
      float[] products, int first, int count, double[] within, float[] target, int offset) {
    int rows = RegisterBlock.ROWS;
    for (int j = 0; j < count; j++) {
      float ofMean = meanComponents[first + j];
      for (int r = 0; r < rows; r++) {
        float component = products[j * rows + r] - ofMean;
        target[offset + j * rows + r] = component;
        within[r] += (double) component * component;
      }
    }
  }

  /** {@code η} of a vector of at most that norm. */
  private double componentError(int level, double norm) {
    return MARGIN
            * Math.sqrt(levels[level])
            * RoundingBound.gamma(dimension + 4)
            * Math.sqrt(1 + epsilon)
            * (norm + meanNorm)
        + levels[level] * RoundingBound.underflow(dimension);
  }

  @Override
  public double error(
      int level, double rowNorm, double rowDistance, double queryNorm, double queryDistance) {
    double etaRow = componentError(level, rowNorm);
    double etaQuery = componentError(level, queryNorm);
    double row = MARGIN * Math.sqrt(1 + epsilon) * rowDistance + etaRow;
    double query = MARGIN * Math.sqrt(1 + epsilon) * queryDistance + etaQuery;
    double products = row * query + rowDistance * queryDistance + rowDistance * rowDistance;
    return MARGIN
            * (query * etaRow
                + etaQuery * row
                + epsilon / (1 - epsilon) * row * query
                + RoundingBound.gamma(width(level) + 5) * products)
        + RoundingBound.underflow(width(level) + 5);
  }
}
