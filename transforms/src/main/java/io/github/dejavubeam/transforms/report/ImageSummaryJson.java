package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.ConfidentAccuracy;
import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.DejaVuDifference;
import io.github.dejavubeam.schemas.DejaVuLeaks;
import io.github.dejavubeam.schemas.DejaVuResult;
import io.github.dejavubeam.schemas.ImageSummary;
import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.PredictorKind;
import io.github.dejavubeam.schemas.PredictorResult;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;

/** {@code summary.json} of an image study; what {@link SummaryJson} says of its bytes holds. */
public final class ImageSummaryJson {

  private final JsonGenerator json;
  private final List<Double> fractions;

  private ImageSummaryJson(JsonGenerator json, List<Double> fractions) {
    this.json = json;
    this.fractions = fractions;
  }

  /**
   * The file, UTF-8, ending with a line feed.
   *
   * @param fractions the shares of the most confident examples that are told, in their order
   */
  public static byte[] bytes(ImageSummary summary, List<Double> fractions) {
    return JsonDocument.bytes(json -> new ImageSummaryJson(json, fractions).write(summary));
  }

  /** Writes the field {@code counts}: what became of the examples of all sets. */
  static void counts(JsonGenerator json, ImageSummary summary) throws IOException {
    json.writeObjectFieldStart("counts");
    scored(json, "target", summary.target());
    json.writeObjectFieldStart("public");
    json.writeNumberField("read", summary.publicSet().read());
    json.writeNumberField("indexed", summary.publicSet().used());
    json.writeNumberField("skipped", summary.publicSet().skipped());
    json.writeEndObject();
    leaks(json, "leaks", summary.leaks());
    if (summary.control() != null) {
      scored(json, "control", summary.control().target());
      leaks(json, "controlLeaks", summary.control().leaks());
    }
    json.writeEndObject();
  }

  private static void leaks(JsonGenerator json, String name, LeakCounts leaks) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("sameImage", leaks.sameImage());
    json.writeNumberField("excluded", leaks.excluded());
    json.writeEndObject();
  }

  private static void scored(JsonGenerator json, String name, ImageSummary.Target counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("read", counts.read());
    json.writeNumberField("scored", counts.scored());
    json.writeNumberField("unlabelled", counts.unlabelled());
    json.writeNumberField("noBackground", counts.noBackground());
    json.writeNumberField("skipped", counts.skipped());
    json.writeEndObject();
  }

  private void write(ImageSummary summary) throws IOException {
    json.writeStringField("test", "image");
    json.writeNumberField("version", 1);
    counts(json, summary);
    ImageSummary control = summary.control();
    json.writeArrayFieldStart("predictors");
    for (int i = 0; i < summary.predictors().size(); i++) {
      predictor(summary.predictors().get(i), control == null ? null : control.predictors().get(i));
    }
    json.writeEndArray();
    json.writeArrayFieldStart("dejaVu");
    for (int i = 0; i < summary.dejaVu().size(); i++) {
      dejaVu(summary.dejaVu().get(i), control == null ? null : control.dejaVu().get(i));
    }
    json.writeEndArray();
    json.writeObjectFieldStart("correlation");
    correlation(summary.correlation());
    if (control != null) {
      json.writeObjectFieldStart("control");
      correlation(control.correlation());
      json.writeEndObject();
    }
    json.writeEndObject();
    if (summary.shift() != null) {
      ShiftJson.write(json, summary.shift());
    }
  }

  private void predictor(PredictorResult predictor, @Nullable PredictorResult onControl)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", predictor.name());
    json.writeStringField("kind", predictor.kind().label());
    if (predictor.kind() == PredictorKind.KNN) {
      json.writeNumberField("k", predictor.k());
    }
    accuracies(predictor);
    if (onControl != null) {
      json.writeObjectFieldStart("control");
      accuracies(onControl);
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void accuracies(PredictorResult predictor) throws IOException {
    json.writeNumberField("n", predictor.n());
    JsonDocument.number(json, "top1", predictor.top1());
    JsonDocument.number(json, "top5", predictor.top5());
    json.writeArrayFieldStart("confident");
    for (ConfidentAccuracy accuracy : predictor.confident()) {
      if (fractions.contains(accuracy.fraction())) {
        json.writeStartObject();
        JsonDocument.number(json, "fraction", accuracy.fraction());
        json.writeNumberField("n", accuracy.n());
        JsonDocument.number(json, "top1", accuracy.top1());
        JsonDocument.number(json, "top5", accuracy.top5());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void dejaVu(DejaVuResult result, @Nullable DejaVuResult onControl) throws IOException {
    json.writeStartObject();
    json.writeStringField("model", result.model());
    json.writeStringField("reference", result.reference());
    json.writeStringField("kind", result.kind().label());
    scores(result);
    if (onControl != null) {
      json.writeObjectFieldStart("control");
      scores(onControl);
      json.writeEndObject();
    }
    if (result.difference() != null) {
      difference(result.difference());
    }
    if (result.leaks() != null) {
      json.writeObjectFieldStart("leaks");
      leaks("with", result.leaks().with());
      leaks("without", result.leaks().without());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void leaks(String name, DejaVuLeaks.Scores scores) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("n", scores.n());
    JsonDocument.estimate(json, "top1", scores.top1());
    JsonDocument.estimate(json, "top5", scores.top5());
    json.writeEndObject();
  }

  private void scores(DejaVuResult result) throws IOException {
    JsonDocument.estimate(json, "top1", result.top1());
    JsonDocument.estimate(json, "top5", result.top5());
    json.writeArrayFieldStart("confident");
    for (DejaVuResult.Difference difference : result.confident()) {
      if (fractions.contains(difference.fraction())) {
        json.writeStartObject();
        JsonDocument.number(json, "fraction", difference.fraction());
        JsonDocument.number(json, "top1", difference.top1());
        JsonDocument.number(json, "top5", difference.top5());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeObjectFieldStart("quadrants");
    double n = result.n();
    JsonDocument.number(json, "memorized", result.memorized() / n);
    JsonDocument.number(json, "correlated", result.correlated() / n);
    JsonDocument.number(json, "misrepresented", result.misrepresented() / n);
    JsonDocument.number(json, "unassociated", result.unassociated() / n);
    json.writeEndObject();
  }

  private void difference(DejaVuDifference difference) throws IOException {
    json.writeObjectFieldStart("difference");
    JsonDocument.estimate(json, "top1", difference.top1());
    JsonDocument.estimate(json, "top5", difference.top5());
    json.writeArrayFieldStart("confident");
    for (DejaVuDifference.Confident confident : difference.confident()) {
      if (fractions.contains(confident.fraction())) {
        json.writeStartObject();
        JsonDocument.number(json, "fraction", confident.fraction());
        JsonDocument.estimate(json, "top1", confident.top1());
        JsonDocument.estimate(json, "top5", confident.top5());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void correlation(CorrelationResult correlation) throws IOException {
    json.writeArrayFieldStart("accuracy");
    for (CorrelationResult.Reference reference : correlation.references()) {
      json.writeStartObject();
      json.writeStringField("reference", reference.name());
      JsonDocument.number(json, "top1", reference.top1());
      JsonDocument.number(json, "onIntersection", reference.onIntersection());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeNumberField("intersection", correlation.intersection());
    json.writeObjectFieldStart("agreement");
    json.writeArrayFieldStart("names");
    for (CorrelationResult.Reference reference : correlation.references()) {
      json.writeString(reference.name());
    }
    json.writeEndArray();
    json.writeArrayFieldStart("matrix");
    for (List<Double> row : correlation.agreement()) {
      json.writeStartArray();
      for (double share : row) {
        JsonDocument.number(json, share);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
    json.writeArrayFieldStart("topClasses");
    for (int i = 0; i < correlation.references().size(); i++) {
      topClasses(correlation, i);
    }
    json.writeEndArray();
  }

  private void topClasses(CorrelationResult correlation, int reference) throws IOException {
    json.writeStartObject();
    json.writeStringField("reference", correlation.references().get(reference).name());
    json.writeArrayFieldStart("classes");
    for (CorrelationResult.ClassResult result : TopClasses.of(correlation, reference)) {
      json.writeStartObject();
      json.writeStringField("label", result.label());
      json.writeNumberField("n", result.n());
      json.writeNumberField("correct", result.correct().get(reference));
      JsonDocument.number(json, "share", result.share(reference));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
