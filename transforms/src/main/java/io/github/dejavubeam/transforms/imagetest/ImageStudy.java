package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.gallery.GallerySize;
import io.github.dejavubeam.transforms.shift.MeasureShift;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What an image study searches and compares (method, part 2): every model against every reference.
 * A predictor is known by its place in {@link #predictors}, models first.
 */
public final class ImageStudy implements Serializable {

  private static final long serialVersionUID = 1;

  /** The shares of the examples whose accuracies are in the summary, in its order. */
  public static final List<Double> SUMMARY_FRACTIONS = List.of(0.2, 0.05);

  private static final int SWEEP = 100;

  /**
   * A model against a reference, by their places.
   *
   * @param model place of the model
   * @param reference place of the reference
   */
  public record Pairing(int model, int reference) implements Serializable {}

  private final ArrayList<Predictor> predictors = new ArrayList<>();
  private final ArrayList<EncoderPair> searches = new ArrayList<>();
  private final ArrayList<Pairing> pairings = new ArrayList<>();
  private final int models;
  private final int k;

  /**
   * A study.
   *
   * @param models the audited models
   * @param references what they are compared with
   * @param k number of neighbours that vote
   * @throws IllegalArgumentException if something is missing, named twice, or too much
   */
  public ImageStudy(List<Predictor.Neighbours> models, List<Predictor> references, int k) {
    if (models.isEmpty() || references.isEmpty()) {
      throw new IllegalArgumentException(
          "an image study needs a --model and something to compare it with: a --reference, or"
              + " --correlationTrain for Naive Bayes over tags");
    }
    if (k < 1) {
      throw new IllegalArgumentException("--k=" + k + ": give a number of at least 1");
    }
    this.models = models.size();
    this.k = k;
    predictors.addAll(models);
    predictors.addAll(references);
    if (predictors.size() > ExampleOutcome.MAX_PREDICTORS) {
      throw new IllegalArgumentException(
          predictors.size()
              + " models and references: at most "
              + ExampleOutcome.MAX_PREDICTORS
              + " can be compared at once");
    }
    requireNames();
    for (Predictor predictor : predictors) {
      if (predictor instanceof Predictor.Neighbours neighbours) {
        searches.add(new EncoderPair(neighbours.encoder(), neighbours.encoder()));
      }
    }
    for (int model = 0; model < this.models; model++) {
      for (int reference = this.models; reference < predictors.size(); reference++) {
        pairings.add(new Pairing(model, reference));
      }
    }
    pairings.sort(
        Comparator.comparing((Pairing pairing) -> predictors.get(pairing.model()).name())
            .thenComparing(pairing -> predictors.get(pairing.reference()).name()));
  }

  private void requireNames() {
    Set<String> names = new HashSet<>();
    for (Predictor predictor : predictors) {
      if (!names.add(predictor.name())) {
        throw new IllegalArgumentException(
            "two predictors are named '"
                + predictor.name()
                + "': tell them apart with NAME=DIR, for instance --reference=other="
                + predictor.name());
      }
    }
  }

  /** Models, then references. */
  public List<Predictor> predictors() {
    return Collections.unmodifiableList(predictors);
  }

  /** Number of audited models. */
  public int models() {
    return models;
  }

  /** Number of neighbours that vote. */
  public int k() {
    return k;
  }

  /** The searches: those of the predictors that vote, in their order. */
  public List<EncoderPair> searches() {
    return Collections.unmodifiableList(searches);
  }

  /** Models against references, sorted by their names. */
  public List<Pairing> pairings() {
    return Collections.unmodifiableList(pairings);
  }

  /** How many of the most memorized examples of each pairing are shown. */
  public int galleryExamples() {
    return GallerySize.each(pairings.size());
  }

  /** Whether a reference is a classifier. */
  public boolean hasClassifier() {
    return predictors.stream().anyMatch(Predictor.Classifier.class::isInstance);
  }

  /** Whether a reference is a second model. */
  public boolean isSecondModel(int predictor) {
    return predictor >= models && predictors.get(predictor) instanceof Predictor.Neighbours;
  }

  /** The references that are second models, a bit for each place. */
  public long secondModels() {
    long set = 0;
    for (int i = models; i < predictors.size(); i++) {
      set |= (isSecondModel(i) ? 1L : 0) << i;
    }
    return set;
  }

  /** The places of the references that are second models. */
  List<Integer> secondModelPlaces() {
    return IntStream.range(models, predictors.size()).filter(this::isSecondModel).boxed().toList();
  }

  /** The spaces of these, in which distances are taken. */
  public List<MeasureShift.Space> referenceSpaces() {
    return secondModelPlaces().stream()
        .map(place -> new MeasureShift.Space(predictors.get(place).name(), null))
        .toList();
  }

  /** All shares of the examples at which accuracies are measured, each once. */
  public static List<Double> fractions() {
    Set<Double> fractions = new LinkedHashSet<>(SUMMARY_FRACTIONS);
    fractions.addAll(sweep());
    return List.copyOf(fractions);
  }

  /** The sweep of 100 shares from 0.1 to 1. */
  public static List<Double> sweep() {
    List<Double> sweep = new ArrayList<>();
    for (int i = 0; i < SWEEP; i++) {
      // 0.1 + 0.9 i / 99, rounded once.
      sweep.add((11.0 + i) / 110);
    }
    return sweep;
  }
}
