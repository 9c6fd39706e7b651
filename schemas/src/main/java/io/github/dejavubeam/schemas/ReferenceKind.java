package io.github.dejavubeam.schemas;

/** What stands for the correlations of the data set in a comparison (method, part 1). */
public enum ReferenceKind {
  /** A second vision-language model, trained on disjoint data. */
  TWO_MODEL("two-model"),
  /** A plain text embedder. */
  ONE_MODEL("one-model");

  private final String label;

  ReferenceKind(String label) {
    this.label = label;
  }

  /** The name in results: {@code two-model} or {@code one-model}. */
  public String label() {
    return label;
  }
}
