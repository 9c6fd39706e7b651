package io.github.dejavubeam.transforms.correlation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NaiveBayesTest {

  private static final Smoothing REPLACE = Smoothing.of("1e-10");

  @Test
  void theClassThatATagOccursWithMostIsPredicted() {
    TagCounts counts = new TagCounts();
    counts.add("boat", List.of("sea"));
    counts.add("boat", List.of("sea"));
    counts.add("bird", List.of("sea", "sky"));

    ClassPrediction prediction =
        new NaiveBayes(counts, Estimator.PUBLISHED, REPLACE).predict(tags("sea"), 1);

    assertEquals(List.of("boat", "bird"), prediction.ranked());
    assertEquals(2 / 3.0, prediction.confidence());
  }

  @Test
  void withoutTagsAllClassesScoreZeroAndTheLastNameWins() {
    TagCounts counts = new TagCounts();
    counts.add("a", List.of("t"));
    counts.add("z", List.of("t"));

    ClassPrediction prediction =
        new NaiveBayes(counts, Estimator.PUBLISHED, REPLACE).predict(List.of(), 1);

    assertEquals(new ClassPrediction(List.of("z", "a"), 0, Math.log(2)), prediction);
  }

  @Test
  void aTagThatTrainingNeverSawChangesNothing() {
    TagCounts counts = new TagCounts();
    counts.add("a", List.of("t"));
    counts.add("b", List.of("u"));
    NaiveBayes naiveBayes = new NaiveBayes(counts, Estimator.PUBLISHED, REPLACE);

    assertEquals(naiveBayes.predict(tags("t"), 2), naiveBayes.predict(tags("t", "new"), 2));
  }

  @Test
  void nothingCountedPredictsNothing() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new NaiveBayes(new TagCounts(), Estimator.BAYES, REPLACE));
  }

  /** Both estimators against formulas written out class by class, over random examples. */
  @Test
  void scoresAreThoseOfTheFormulas() {
    Random random = new Random(3);
    for (int trial = 0; trial < 300; trial++) {
      List<Map.Entry<String, List<String>>> examples = new ArrayList<>();
      TagCounts counts = new TagCounts();
      for (int i = 1 + random.nextInt(30); i > 0; i--) {
        String label = "c" + random.nextInt(8);
        List<String> tags = randomTags(random);
        examples.add(Map.entry(label, tags));
        counts.add(label, tags);
      }
      List<String> tags = randomTags(random);
      for (Estimator estimator : Estimator.values()) {
        for (String smoothing : List.of("1e-10", "0.5", "laplace:1", "laplace:0.25")) {
          Map<String, Double> expected = scores(examples, tags, estimator, Smoothing.of(smoothing));
          ClassPrediction prediction =
              new NaiveBayes(counts, estimator, Smoothing.of(smoothing))
                  .predict(tags(tags.toArray(String[]::new)), 4);
          double best = expected.values().stream().max(Comparator.naturalOrder()).orElseThrow();
          assertEquals(best, prediction.confidence(), 1e-9 * best);
          double last = Double.POSITIVE_INFINITY;
          for (String label : prediction.ranked()) {
            assertEquals(true, expected.get(label) <= last * (1 + 1e-9), estimator + smoothing);
            last = expected.get(label);
          }
          assertEquals(Math.min(5, expected.size()), prediction.ranked().size());
        }
      }
    }
  }

  private static Map<String, Double> scores(
      List<Map.Entry<String, List<String>>> examples,
      List<String> tags,
      Estimator estimator,
      Smoothing smoothing) {
    double a = smoothing.amount();
    Map<String, Double> scores = new LinkedHashMap<>();
    Map<String, Integer> sizes = new HashMap<>();
    examples.forEach(example -> sizes.merge(example.getKey(), 1, Integer::sum));
    for (String label : sizes.keySet()) {
      double score = estimator == Estimator.BAYES ? sizes.get(label) / (double) examples.size() : 1;
      for (String tag : tags) {
        double both = count(examples, label, tag);
        double total = count(examples, null, tag);
        if (estimator == Estimator.BAYES) {
          score *= (both + a) / (sizes.get(label) + 2 * a);
        } else if (smoothing.additive()) {
          score *= (both + a) / (total + 4 * a);
        } else {
          score *= (both == 0 ? a : both) / (total == 0 ? a : total);
        }
      }
      scores.put(label, estimator == Estimator.PUBLISHED && tags.isEmpty() ? 0 : score);
    }
    if (estimator == Estimator.BAYES) {
      double sum = scores.values().stream().mapToDouble(Double::doubleValue).sum();
      scores.replaceAll((label, score) -> score / sum);
    }
    return scores;
  }

  /** Tags of falling scores. */
  private static List<LabelledObject> tags(String... labels) {
    List<LabelledObject> tags = new ArrayList<>();
    for (String label : labels) {
      tags.add(LabelledObject.of(label, -tags.size()));
    }
    return tags;
  }

  private static double count(
      List<Map.Entry<String, List<String>>> examples, String label, String tag) {
    return examples.stream()
        .filter(example -> label == null || example.getKey().equals(label))
        .filter(example -> example.getValue().contains(tag))
        .count();
  }

  private static List<String> randomTags(Random random) {
    LinkedHashSet<String> tags = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add("t" + random.nextInt(6));
    }
    return List.copyOf(tags);
  }
}
