package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Predicts the class of an example from tags of its background, by counts of a training split
 * (method, part 2 point 4). Of classes that score the same the one whose name is last by code point
 * wins, as in the published code, which takes the maximum of (score, name). Thread safe.
 */
public final class NaiveBayes {

  private final Estimator estimator;
  private final Smoothing smoothing;
  private final String[] classes;
  private final double[] sizes;
  private final Map<String, Occurrences> tags = new HashMap<>();
  private final double[] priors;
  private final double[] unseen;

  /** The classes that a tag occurs with, ascending, and how often. */
  private static final class Occurrences {
    private final IntArrayList classes = new IntArrayList();
    private final IntArrayList counts = new IntArrayList();
    private double total;
  }

  /**
   * A predictor.
   *
   * @throws IllegalArgumentException if nothing was counted
   */
  public NaiveBayes(TagCounts counts, Estimator estimator, Smoothing smoothing) {
    if (counts.classes() == 0) {
      throw new IllegalArgumentException("no example of a class was counted");
    }
    this.estimator = estimator;
    this.smoothing = smoothing;
    Map<String, Long> sizeByName = counts.sizes();
    classes = sizeByName.keySet().toArray(String[]::new);
    Arrays.sort(classes, CodePointOrder::compare);
    sizes = new double[classes.length];
    Object2IntOpenHashMap<String> ordinals = new Object2IntOpenHashMap<>();
    for (int i = 0; i < classes.length; i++) {
      sizes[i] = sizeByName.get(classes[i]);
      ordinals.put(classes[i], i);
    }
    double examples = Arrays.stream(sizes).sum();
    priors = Arrays.stream(sizes).map(size -> StrictMath.log(size / examples)).toArray();
    unseen = IntStream.range(0, sizes.length).mapToDouble(c -> logOfTag(0, c)).toArray();
    counts.forEachPair(
        (label, tag, count) -> {
          Occurrences occurrences = tags.computeIfAbsent(tag, key -> new Occurrences());
          occurrences.classes.add(ordinals.getInt(label));
          occurrences.counts.add(Math.toIntExact(count));
          occurrences.total += count;
        });
  }

  /**
   * The prediction from the tags of an example.
   *
   * @param tags in the order of the annotations; a tag may occur more than once
   * @param m how many of them count, see {@link TopTags}
   */
  public ClassPrediction predict(List<LabelledObject> tags, int m) {
    List<String> topTags = TopTags.of(tags, m);
    double[] scores = estimator == Estimator.PUBLISHED ? published(topTags, m) : bayes(topTags);
    int[] best = best(scores);
    List<String> ranked = new ArrayList<>(best.length);
    for (int i : best) {
      ranked.add(classes[i]);
    }
    return new ClassPrediction(ranked, scores[best[0]], Entropy.of(scores));
  }

  /**
   * Multiplied from the last of the tags to the first, as the published code does: classes whose
   * products differ by rounding alone are told apart as there.
   */
  private double[] published(List<String> topTags, int m) {
    double[] scores = new double[classes.length];
    if (topTags.isEmpty()) {
      return scores;
    }
    Arrays.fill(scores, 1);
    double[] factors = new double[classes.length];
    for (int t = topTags.size() - 1; t >= 0; t--) {
      Occurrences occurrences = tags.get(topTags.get(t));
      double total = occurrences == null ? 0 : occurrences.total;
      double denominator =
          smoothing.additive()
              ? total + m * smoothing.amount()
              : Math.max(total, smoothing.amount());
      Arrays.fill(factors, smoothing.amount() / denominator);
      if (occurrences != null) {
        for (int i = 0; i < occurrences.classes.size(); i++) {
          double count = occurrences.counts.getInt(i);
          factors[occurrences.classes.getInt(i)] =
              (smoothing.additive() ? count + smoothing.amount() : count) / denominator;
        }
      }
      for (int c = 0; c < scores.length; c++) {
        scores[c] *= factors[c];
      }
    }
    return scores;
  }

  private double[] bayes(List<String> topTags) {
    double[] logs = priors.clone();
    double[] terms = new double[classes.length];
    for (String tag : topTags) {
      System.arraycopy(unseen, 0, terms, 0, terms.length);
      Occurrences occurrences = tags.get(tag);
      for (int i = 0; occurrences != null && i < occurrences.classes.size(); i++) {
        int c = occurrences.classes.getInt(i);
        terms[c] = logOfTag(occurrences.counts.getInt(i), c);
      }
      for (int c = 0; c < logs.length; c++) {
        logs[c] += terms[c];
      }
    }
    double largest = Arrays.stream(logs).max().orElseThrow();
    double sum = 0;
    for (int c = 0; c < logs.length; c++) {
      logs[c] = StrictMath.exp(logs[c] - largest);
      sum += logs[c];
    }
    for (int c = 0; c < logs.length; c++) {
      logs[c] /= sum;
    }
    return logs;
  }

  /** log P(tag | class), for a tag that so many examples of the class have. */
  private double logOfTag(double count, int c) {
    return StrictMath.log((count + smoothing.amount()) / (sizes[c] + 2 * smoothing.amount()));
  }

  /** The classes with the highest scores, of equal ones the last by name first. */
  private static int[] best(double[] scores) {
    int[] best = new int[Math.min(ClassPrediction.RANKED, scores.length)];
    int found = 0;
    for (int c = scores.length - 1; c >= 0; c--) {
      int place = found;
      while (place > 0 && scores[c] > scores[best[place - 1]]) {
        place--;
      }
      if (place < best.length) {
        found = Math.min(found + 1, best.length);
        System.arraycopy(best, place, best, place + 1, found - place - 1);
        best[place] = c;
      }
    }
    return best;
  }
}
