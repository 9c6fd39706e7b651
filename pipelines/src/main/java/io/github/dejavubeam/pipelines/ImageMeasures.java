package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.values.KV;

/**
 * What an image study measured.
 *
 * @param models accuracies of the audited models
 * @param references accuracies of the references
 * @param scores déjà vu scores
 */
record ImageMeasures(List<Accuracy> models, List<Accuracy> references, List<Score> scores) {

  private static final StudyPairs<Accuracy> ACCURACIES =
      new StudyPairs<>(
          Accuracy::name,
          accuracy -> "",
          (first, second) -> first.kind().equals(second.kind()) && first.k() == second.k());

  private static final StudyPairs<Score> SCORES =
      new StudyPairs<>(
          Score::model,
          Score::reference,
          (first, second) -> first.kind().equals(second.kind()) && first.k() == second.k());

  /**
   * The accuracy of a predictor.
   *
   * @param k number of neighbours that vote; 0 where none do
   */
  private record Accuracy(String name, String kind, int k) {
    Measured measured() {
      return new Measured(name, null, kind);
    }
  }

  /**
   * A déjà vu score.
   *
   * @param k number of neighbours that vote for the model
   */
  private record Score(String model, String reference, String kind, int k) {
    Measured measured() {
      return new Measured(model, reference, kind);
    }
  }

  /**
   * What that study measured.
   *
   * @throws UsageException if its summary does not tell
   */
  static ImageMeasures of(FinishedStudy study) {
    Map<String, Accuracy> predictors = new LinkedHashMap<>();
    for (JsonNode json : study.summary().path("predictors")) {
      String name = json.path("name").asText();
      predictors.put(name, new Accuracy(name, json.path("kind").asText(), json.path("k").asInt()));
    }
    List<Score> scores = new ArrayList<>();
    for (JsonNode json : study.summary().path("dejaVu")) {
      String model = json.path("model").asText();
      String reference = json.path("reference").asText();
      if (!predictors.containsKey(model) || !predictors.containsKey(reference)) {
        throw study.unreadable(
            new IllegalArgumentException(
                "it has a score of '%s' against '%s', but not both predictors"
                    .formatted(model, reference)));
      }
      scores.add(
          new Score(model, reference, json.path("kind").asText(), predictors.get(model).k()));
    }
    Set<String> models = scores.stream().map(Score::model).collect(Collectors.toSet());
    Map<Boolean, List<Accuracy>> byRole =
        predictors.values().stream()
            .collect(Collectors.partitioningBy(predictor -> models.contains(predictor.name)));
    return new ImageMeasures(byRole.get(true), byRole.get(false), scores);
  }

  /** What goes together with what a later study measured: accuracies, then scores. */
  List<KV<Measured, Measured>> pairs(ImageMeasures later) {
    List<KV<Measured, Measured>> pairs = new ArrayList<>();
    ACCURACIES
        .of(models, later.models)
        .forEach(pair -> pairs.add(KV.of(pair.getKey().measured(), pair.getValue().measured())));
    ACCURACIES
        .of(references, later.references)
        .forEach(pair -> pairs.add(KV.of(pair.getKey().measured(), pair.getValue().measured())));
    SCORES
        .of(scores, later.scores)
        .forEach(pair -> pairs.add(KV.of(pair.getKey().measured(), pair.getValue().measured())));
    return pairs;
  }
}
