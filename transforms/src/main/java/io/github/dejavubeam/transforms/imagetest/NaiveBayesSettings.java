package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.Estimator;
import io.github.dejavubeam.transforms.correlation.NaiveBayes;
import io.github.dejavubeam.transforms.correlation.Smoothing;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.model.Tagger;
import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * How tags predict a class.
 *
 * @param estimator how a class is scored
 * @param smoothing what is done about counts that are 0
 * @param tagger what sees the tags; null where they are annotated
 */
public record NaiveBayesSettings(Estimator estimator, Smoothing smoothing, @Nullable Tagger tagger)
    implements Serializable {

  /** These settings with tags that a tagger sees. */
  public NaiveBayesSettings by(Tagger seer) {
    return new NaiveBayesSettings(estimator, smoothing, seer);
  }

  NaiveBayes of(TagCounts counts) {
    return new NaiveBayes(counts, estimator, smoothing);
  }
}
