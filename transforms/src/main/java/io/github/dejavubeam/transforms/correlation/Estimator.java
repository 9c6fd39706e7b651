package io.github.dejavubeam.transforms.correlation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How Naive Bayes scores a class by tags (method, part 2 point 4). */
public enum Estimator {
  /**
   * As the code published with Kokhlikyan et al. 2024: the product over the tags of {@code n(tag,
   * class) / n(tag)}, where a count of 0 is replaced; or of {@code (n(tag, class) + α) / (n(tag) +
   * mα)} where m tags may count. Without tags every class scores 0.
   */
  PUBLISHED,

  /**
   * As the paper says: the posterior {@code P(class | tags) ∝ P(class) Π P(tag | class)} with
   * {@code P(class) = n(class) / N} and {@code P(tag | class) = (n(tag, class) + α) / (n(class) +
   * 2α)}, an example having a tag or not; in log space.
   */
  BAYES;

  /** The name in options. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The estimator of that name.
   *
   * @throws IllegalArgumentException naming those there are
   */
  public static Estimator of(String label) {
    for (Estimator estimator : values()) {
      if (estimator.label().equals(label)) {
        return estimator;
      }
    }
    throw new IllegalArgumentException(
        "choose from "
            + Arrays.stream(values()).map(Estimator::label).collect(Collectors.joining(", ")));
  }
}
