package io.github.dejavubeam.transforms.retrieval;

/** How {@link CentredVectors} on a {@link Grid} fared. */
final class GridTrial implements RoundedTrial {

  private final SketchTrial trial;
  private final SketchedQueries sketches;
  private final Contenders contenders;

  /**
   * A trial.
   *
   * @param trial of vectors about a centre
   */
  GridTrial(SketchTrial trial, QueryRows queries, Contenders contenders) {
    this.trial = trial;
    this.contenders = contenders;
    sketches = new SketchedQueries(trial.method().sketch(), queries);
  }

  @Override
  public double work(int query) {
    return trial.work(query, 0, 1);
  }

  @Override
  public double workOfRow() {
    return SketchWork.ofRounding();
  }

  @Override
  public PackedRows.Packing<?> packing() {
    return trial.method();
  }

  @Override
  public Pass pass(int[] some) {
    return new SketchPass(sketches, trial.method(), 0, some, contenders);
  }
}
