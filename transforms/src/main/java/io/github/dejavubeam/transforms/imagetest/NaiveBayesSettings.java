package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.Estimator;
import io.github.dejavubeam.transforms.correlation.NaiveBayes;
import io.github.dejavubeam.transforms.correlation.Smoothing;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import java.io.Serializable;

/**
 * How tags predict a class.
 *
 * @param estimator how a class is scored
 * @param smoothing what is done about counts that are 0
 */
public record NaiveBayesSettings(Estimator estimator, Smoothing smoothing) implements Serializable {

  NaiveBayes of(TagCounts counts) {
    return new NaiveBayes(counts, estimator, smoothing);
  }
}
