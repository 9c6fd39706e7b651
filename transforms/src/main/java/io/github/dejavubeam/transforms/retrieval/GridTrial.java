package io.github.dejavubeam.transforms.retrieval;

/** How {@link CentredVectors} on a {@link Grid} fared. */
final class GridTrial implements RoundedTrial {

  private final SketchTrial trial;
  private final Contenders contenders;

  /**
   * A trial, for no query yet.
   *
   * @param trial of vectors about a centre
   */
  GridTrial(SketchTrial trial, Contenders contenders) {
    this.trial = trial;
    this.contenders = contenders;
  }

  @Override
  public void tryFor(int[] some) {
    trial.tryFor(some, 1);
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
    return new SketchPass(trial.sketches(), trial.method(), 0, some, contenders);
  }
}
