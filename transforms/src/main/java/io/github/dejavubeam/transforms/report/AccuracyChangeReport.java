package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.AccuracyChange.Confident;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.schemas.AccuracyChange.Shares;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.values.KV;

/** What changed between two image studies, as files and for a terminal. */
public final class AccuracyChangeReport {

  private static final int WIDTH = 10;

  private AccuracyChangeReport() {}

  /**
   * The files of these changes.
   *
   * @param pairs of what they are, in the order of the files: accuracies before scores
   */
  public static Map<String, byte[]> files(
      List<KV<Measured, Measured>> pairs, List<AccuracyChange> changes) {
    List<AccuracyChange> sorted =
        changes.stream()
            .sorted(
                Comparator.comparingInt(
                    change -> pairs.indexOf(KV.of(change.first(), change.second()))))
            .toList();
    List<AccuracyChange> accuracies = sorted.stream().filter(change -> !isScore(change)).toList();
    List<AccuracyChange> scores = sorted.stream().filter(change -> isScore(change)).toList();
    return Map.of(
        WriteChanges.JSON,
        json(accuracies, scores),
        WriteChanges.CSV,
        AccuracyChangeTable.csv(accuracies, scores),
        WriteChanges.TEXT,
        text(accuracies, scores).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isScore(AccuracyChange change) {
    return change.first().reference() != null;
  }

  private static byte[] json(List<AccuracyChange> accuracies, List<AccuracyChange> scores) {
    return JsonDocument.bytes(
        json -> {
          json.writeStringField("test", "compare");
          json.writeNumberField("version", 1);
          json.writeArrayFieldStart("predictors");
          for (AccuracyChange change : accuracies) {
            head(json, change);
            shares(json, "top1", AccuracyChangeTable.values(change.top1()));
            shares(json, "top5", AccuracyChangeTable.values(change.top5()));
            confident(json, change);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("dejaVu");
          for (AccuracyChange change : scores) {
            head(json, change);
            ChangeReport.change(json, "top1", change.top1());
            ChangeReport.change(json, "top5", change.top5());
            confident(json, change);
          }
          json.writeEndArray();
        });
  }

  private static void head(JsonGenerator json, AccuracyChange change) throws IOException {
    json.writeStartObject();
    measured(json, "first", change.first());
    measured(json, "second", change.second());
    json.writeNumberField("nFirst", change.nFirst());
    json.writeNumberField("nSecond", change.nSecond());
    json.writeNumberField("shared", change.shared());
  }

  private static void measured(JsonGenerator json, String name, Measured measured)
      throws IOException {
    json.writeObjectFieldStart(name);
    if (measured.reference() == null) {
      json.writeStringField("name", measured.predictor());
    } else {
      json.writeStringField("model", measured.predictor());
      json.writeStringField("reference", measured.reference());
    }
    json.writeStringField("kind", measured.kind());
    json.writeEndObject();
  }

  private static void confident(JsonGenerator json, AccuracyChange change) throws IOException {
    json.writeArrayFieldStart("confident");
    for (Confident confident : change.confident()) {
      json.writeStartObject();
      JsonDocument.number(json, "fraction", confident.fraction());
      json.writeNumberField("nFirst", confident.nFirst());
      json.writeNumberField("nSecond", confident.nSecond());
      shares(json, "top1", confident.top1());
      shares(json, "top5", confident.top5());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void shares(JsonGenerator json, String name, Shares shares) throws IOException {
    json.writeObjectFieldStart(name);
    JsonDocument.number(json, "first", shares.first());
    JsonDocument.number(json, "second", shares.second());
    JsonDocument.estimate(json, "difference", shares.difference());
    json.writeEndObject();
  }

  private static String text(List<AccuracyChange> accuracies, List<AccuracyChange> scores) {
    StringBuilder text = new StringBuilder();
    table(text, "Accuracies", "predictor", accuracies);
    table(text, "Déjà vu scores", "comparison", scores);
    return text.append(
            """
            Tested in pairs of the examples that both studies have; as independent means where they
            share none. 20 %, 5 %: top-1 on the examples that each is most confident of.
            * the 95 % interval excludes 0.   - not measured.
            """)
        .toString();
  }

  private static void table(
      StringBuilder text, String title, String heading, List<AccuracyChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    text.append(title).append(" of the second study less those of the first\n\n");
    int width =
        Math.max(
            heading.length(),
            changes.stream().mapToInt(change -> title(change).length()).max().orElse(0));
    List<String> columns = new ArrayList<>(List.of("shared ", "top-1 ", "top-5 "));
    for (Confident confident : changes.get(0).confident()) {
      columns.add("%.0f %% ".formatted(100 * confident.fraction()));
    }
    row(text, width, heading, columns);
    text.append("-".repeat(width + WIDTH * columns.size())).append('\n');
    for (AccuracyChange change : changes) {
      List<String> cells =
          new ArrayList<>(
              List.of(
                  change.shared() + " ",
                  ResultTable.cell(change.top1().difference()),
                  ResultTable.cell(change.top5().difference())));
      for (Confident confident : change.confident()) {
        cells.add(ResultTable.cell(confident.top1().difference()));
      }
      row(text, width, title(change), cells);
    }
    text.append('\n');
  }

  private static void row(StringBuilder text, int width, String heading, List<String> cells) {
    StringBuilder row = new StringBuilder(heading);
    row.append(" ".repeat(width - heading.length()));
    cells.forEach(cell -> row.append(ResultTable.right(cell, WIDTH)));
    text.append(row.toString().stripTrailing()).append('\n');
  }

  private static String title(AccuracyChange change) {
    String first = title(change.first());
    String second = title(change.second());
    return first.equals(second) ? first : first + " -> " + second;
  }

  private static String title(Measured measured) {
    String name = ResultTable.printable(measured.predictor());
    return measured.reference() == null
        ? name
        : name + " vs " + ResultTable.printable(measured.reference());
  }
}
