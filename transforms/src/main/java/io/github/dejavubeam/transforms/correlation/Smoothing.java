package io.github.dejavubeam.transforms.correlation;

import java.io.Serializable;

/**
 * What Naive Bayes does about counts that are 0.
 *
 * @param additive whether {@code amount} is added to every count (Laplace), or stands in place of
 *     those that are 0
 * @param amount above 0
 */
public record Smoothing(boolean additive, double amount) implements Serializable {

  private static final String LAPLACE = "laplace:";

  /**
   * A smoothing.
   *
   * @throws IllegalArgumentException if the amount is not a finite number above 0
   */
  public Smoothing {
    if (!(amount > 0 && amount < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(amount + " is not a finite number above 0");
    }
  }

  /**
   * The smoothing of an option: {@code 1e-10}, or {@code laplace:1}.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Smoothing of(String text) {
    boolean additive = text.startsWith(LAPLACE);
    return new Smoothing(
        additive, Double.parseDouble(additive ? text.substring(LAPLACE.length()) : text));
  }
}
