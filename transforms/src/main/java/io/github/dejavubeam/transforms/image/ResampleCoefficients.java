package io.github.dejavubeam.transforms.image;

/**
 * The fixed-point weights that make a span of one output axis from the input axis, as Pillow
 * computes them: the filter is stretched by the scale when shrinking (which antialiases), its
 * weights are normalised in double precision and rounded to 22 fractional bits.
 */
final class ResampleCoefficients {

  /** Fractional bits of a weight: 32 less 8 of the pixel and 2 for the sign and overshoot. */
  static final int PRECISION_BITS = 32 - 8 - 2;

  /** What rounds a sum of weighted pixel values. */
  static final int HALF = 1 << (PRECISION_BITS - 1);

  private final int taps;
  private final int[] firstInput;
  private final int[] count;
  private final int[] weights;

  /**
   * The weights of outputs {@code start} to {@code start + length - 1} of an axis resized from
   * {@code inputSize} to {@code outputSize}.
   */
  ResampleCoefficients(
      int inputSize, int outputSize, int start, int length, Interpolation interpolation) {
    double scale = (double) inputSize / outputSize;
    double filterScale = Math.max(scale, 1.0);
    double support = interpolation.support() * filterScale;
    double inverse = 1.0 / filterScale;
    // No filter covers more than the whole axis, however far it reaches.
    this.taps = (int) Math.min(Math.ceil(support) * 2 + 1, inputSize);
    this.firstInput = new int[length];
    this.count = new int[length];
    this.weights = new int[Math.multiplyExact(length, taps)];
    double[] exact = new double[taps];
    for (int i = 0; i < length; i++) {
      double center = (start + i + 0.5) * scale;
      int first = Math.max((int) (center - support + 0.5), 0);
      int taken = Math.min((int) (center + support + 0.5), inputSize) - first;
      double sum = 0;
      for (int t = 0; t < taken; t++) {
        exact[t] = interpolation.weight((t + first - center + 0.5) * inverse);
        sum += exact[t];
      }
      firstInput[i] = first;
      count[i] = taken;
      for (int t = 0; t < taken; t++) {
        double weight = (sum == 0 ? exact[t] : exact[t] / sum) * (1 << PRECISION_BITS);
        weights[i * taps + t] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
      }
    }
  }

  /** How many outputs the span has. */
  int size() {
    return count.length;
  }

  /** The first input that the output at {@code index} of the span is made of. */
  int firstInput(int index) {
    return firstInput[index];
  }

  /** How many consecutive inputs the output at {@code index} of the span is made of. */
  int count(int index) {
    return count[index];
  }

  /** The input after the last that the output at {@code index} of the span is made of. */
  int endInput(int index) {
    return firstInput[index] + count[index];
  }

  /** The weight of an input in the output at {@code index} of the span, 0 where it has no part. */
  int weight(int index, int input) {
    int tap = input - firstInput[index];
    return tap >= 0 && tap < count[index] ? weights[index * taps + tap] : 0;
  }

  /** The first inputs of all outputs. */
  int[] firstInputs() {
    return firstInput;
  }

  /** How many inputs each output is made of. */
  int[] counts() {
    return count;
  }

  /** How many weights each output has room for. */
  int taps() {
    return taps;
  }

  /** The weights of all outputs; those of output {@code index} begin at {@link #offset}. */
  int[] weights() {
    return weights;
  }

  /** Where in {@link #weights} those of output {@code index} begin. */
  int offset(int index) {
    return index * taps;
  }
}
