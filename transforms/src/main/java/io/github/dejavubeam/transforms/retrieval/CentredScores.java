package io.github.dejavubeam.transforms.retrieval;

/**
 * What scores about a centre, {@code s' = y·x - |x|²/2}, some queries require, and how far those of
 * a sketch may be off for the rows seen so far.
 */
final class CentredScores {

  private final Sketch sketch;
  private final QueryRows queries;
  private final int[] some;
  private final double[] distances;
  private final double[] shifts;
  private final double[][] errors;
  private double largestNorm = -1;
  private double largestDistance = -1;

  /**
   * For some queries.
   *
   * @param distances {@code |y|} of each of them
   */
  CentredScores(Sketch sketch, QueryRows queries, int[] some, double[] distances) {
    this.sketch = sketch;
    this.queries = queries;
    this.some = some;
    this.distances = distances;
    shifts = new double[some.length];
    errors = new double[sketch.levels()][some.length];
    for (int i = 0; i < some.length; i++) {
      shifts[i] = (distances[i] * distances[i] - queries.squaredNorm(some[i])) / 2;
    }
  }

  /** Says that rows up to this norm, and this far from the centre, will be compared. */
  void expect(double rowNorm, double rowDistance) {
    if (rowNorm > largestNorm || rowDistance > largestDistance) {
      largestNorm = Math.max(largestNorm, rowNorm);
      largestDistance = Math.max(largestDistance, rowDistance);
      for (int level = 0; level < errors.length; level++) {
        for (int i = 0; i < some.length; i++) {
          errors[level][i] = error(level, queries.norm(some[i]), distances[i]);
        }
      }
    }
  }

  private double error(int level, double norm, double distance) {
    return sketch.error(level, largestNorm, largestDistance, norm, distance)
        + 1e-12 * (distance * distance + norm * norm);
  }

  /** What a level's score must reach for the true one to reach the contenders' bound. */
  double least(int i, int level, Contenders contenders) {
    return contenders.bound(some[i]) + shifts[i] - errors[level][i];
  }
}
