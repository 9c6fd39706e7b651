package io.github.dejavubeam.transforms.correlation;

/** Shannon entropy in natural units. */
final class Entropy {

  private Entropy() {}

  /**
   * The entropy of weights that are proportional to probabilities; that of the uniform distribution
   * where all of them are 0. Equal weights in another order may differ in the last digit.
   *
   * @param weights finite, at least 0
   */
  static double of(double[] weights) {
    double sum = 0;
    double logs = 0;
    double last = 0;
    double lastLog = 0;
    for (double weight : weights) {
      if (weight != last) {
        last = weight;
        lastLog = weight == 0 ? 0 : weight * StrictMath.log(weight);
      }
      sum += weight;
      logs += lastLog;
    }
    return sum == 0
        ? StrictMath.log(weights.length)
        : Math.max(0, StrictMath.log(sum) - logs / sum);
  }
}
