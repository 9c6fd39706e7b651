package io.github.dejavubeam.pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.apache.beam.sdk.values.KV;

/**
 * Which results of two studies go together: those of the same model and reference. A study's only
 * model is the other's only one, whatever their names; so is an only reference.
 *
 * @param model name of the model of a result
 * @param reference name of its reference
 * @param alike whether two results are alike but for these names
 */
record StudyPairs<T>(
    Function<T, String> model, Function<T, String> reference, BiPredicate<T, T> alike) {

  /** The pairs, in the order of the first study. */
  List<KV<T, T>> of(List<T> first, List<T> second) {
    boolean anyModel = isOnly(first, model) && isOnly(second, model);
    boolean anyReference = isOnly(first, reference) && isOnly(second, reference);
    List<KV<T, T>> pairs = new ArrayList<>();
    for (T before : first) {
      for (T after : second) {
        if ((anyModel || model.apply(before).equals(model.apply(after)))
            && (anyReference || reference.apply(before).equals(reference.apply(after)))
            && alike.test(before, after)) {
          pairs.add(KV.of(before, after));
        }
      }
    }
    return pairs;
  }

  private static <T> boolean isOnly(List<T> results, Function<T, String> name) {
    return results.stream().map(name).distinct().count() == 1;
  }
}
