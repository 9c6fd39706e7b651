package io.github.dejavubeam.transforms.correlation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.IntFunction;

/** The softmax of a classifier (method, part 2 point 4). */
public final class ClassProbabilities {

  private ClassProbabilities() {}

  /**
   * Classes by probability, descending, then in their order; confidence is the largest probability.
   *
   * @param logits one a class, finite
   * @param name name of each class
   */
  public static ClassPrediction of(float[] logits, IntFunction<String> name) {
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] weights = new double[logits.length];
    double sum = 0;
    for (int i = 0; i < logits.length; i++) {
      weights[i] = StrictMath.exp(logits[i] - largest);
      sum += weights[i];
    }
    return new ClassPrediction(best(logits, name), 1 / sum, Entropy.of(weights));
  }

  private static List<String> best(float[] logits, IntFunction<String> name) {
    PriorityQueue<Integer> worstFirst =
        new PriorityQueue<>(
            (a, b) ->
                logits[a] == logits[b] ? b - a : Float.compare(logits[a] + 0f, logits[b] + 0f));
    for (int i = 0; i < logits.length; i++) {
      worstFirst.add(i);
      if (worstFirst.size() > ClassPrediction.RANKED) {
        worstFirst.remove();
      }
    }
    List<String> names = new ArrayList<>();
    while (!worstFirst.isEmpty()) {
      names.add(0, name.apply(worstFirst.remove()));
    }
    return names;
  }
}
