package io.github.dejavubeam.transforms.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.metrics.BenjaminiHochberg;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What changed between two studies, as files and for a terminal. */
public final class ChangeReport {

  private ChangeReport() {}

  /** The files of these changes, in the order of the first study's results. */
  public static Map<String, byte[]> files(List<ChangeResult> results) {
    List<ChangeResult> sorted =
        results.stream().sorted(Comparator.comparing(ChangeResult::first)).toList();
    return Map.of(
        WriteChanges.JSON,
        json(sorted),
        WriteChanges.CSV,
        csv(sorted),
        WriteChanges.TEXT,
        text(sorted).getBytes(StandardCharsets.UTF_8));
  }

  /** {@code comparison.json}: every number, in fixed fields and a fixed order, UTF-8. */
  private static byte[] json(List<ChangeResult> results) {
    return JsonDocument.bytes(
        json -> {
          json.writeStringField("test", "compare");
          json.writeNumberField("version", 1);
          json.writeArrayFieldStart("comparisons");
          for (ChangeResult result : results) {
            json.writeStartObject();
            comparison(json, "first", result.first());
            comparison(json, "second", result.second());
            json.writeNumberField("nFirst", result.nFirst());
            json.writeNumberField("nSecond", result.nSecond());
            json.writeNumberField("shared", result.shared());
            change(json, "ppg", result.ppg());
            change(json, "prg", result.prg());
            change(json, "aucg", result.aucg());
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void comparison(JsonGenerator json, String name, Comparison comparison)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeStringField("model", comparison.model());
    json.writeStringField("reference", comparison.reference());
    json.writeStringField("kind", comparison.kind().label());
    json.writeStringField("mode", comparison.mode().label());
    json.writeNumberField("k", comparison.k());
    json.writeStringField("objects", comparison.objects());
    json.writeEndObject();
  }

  static void change(JsonGenerator json, String name, ChangeResult.Change change)
      throws IOException {
    json.writeObjectFieldStart(name);
    JsonDocument.estimate(json, "first", change.first());
    JsonDocument.estimate(json, "second", change.second());
    JsonDocument.estimate(json, "difference", change.difference());
    json.writeEndObject();
  }

  /** {@code comparison.csv}: a row for each comparison, with adjusted p-values. */
  private static byte[] csv(List<ChangeResult> results) {
    Csv csv = new Csv();
    List<String> header =
        new ArrayList<>(
            List.of("model", "modelSecond", "reference", "referenceSecond", "kind", "mode", "k"));
    header.addAll(List.of("objects", "nFirst", "nSecond", "shared"));
    for (String gap : List.of("ppg", "prg", "aucg")) {
      header.addAll(List.of(gap + "First", gap + "Second"));
      for (String part : List.of("", "Low", "High", "PValue", "PAdjusted")) {
        header.add(gap + "Difference" + part);
      }
    }
    csv.row(header);
    double[] adjusted =
        BenjaminiHochberg.adjusted(
            results.stream()
                .flatMap(result -> changes(result).stream())
                .mapToDouble(change -> change.difference().pValue())
                .toArray());
    int at = 0;
    for (ChangeResult result : results) {
      Comparison first = result.first();
      List<String> row = new ArrayList<>();
      row.add(Csv.fromData(first.model()));
      row.add(Csv.fromData(result.second().model()));
      row.add(Csv.fromData(first.reference()));
      row.add(Csv.fromData(result.second().reference()));
      row.add(first.kind().label());
      row.add(first.mode().label());
      row.add(Integer.toString(first.k()));
      row.add(first.objects());
      row.add(Long.toString(result.nFirst()));
      row.add(Long.toString(result.nSecond()));
      row.add(Long.toString(result.shared()));
      for (ChangeResult.Change change : changes(result)) {
        Estimate difference = change.difference();
        row.add(NumberText.full(change.first().value()));
        row.add(NumberText.full(change.second().value()));
        row.add(NumberText.full(difference.value()));
        row.add(NumberText.full(difference.low()));
        row.add(NumberText.full(difference.high()));
        row.add(NumberText.full(difference.pValue()));
        row.add(NumberText.full(adjusted[at++]));
      }
      csv.row(row);
    }
    return csv.bytes();
  }

  private static List<ChangeResult.Change> changes(ChangeResult result) {
    return List.of(result.ppg(), result.prg(), result.aucg());
  }

  /** A table for a terminal, its lines ended by line feeds; ASCII but for the names. */
  private static String text(List<ChangeResult> results) {
    StringBuilder text =
        new StringBuilder(
            """
            Gaps of the second study less those of the first

              mode     k  objects    shared       PPG       PRG      AUCG
            ------------------------------------------------------------
            """);
    String title = "";
    for (ChangeResult result : results) {
      String models = title(result.first()) + " -> " + title(result.second());
      if (!models.equals(title)) {
        text.append(models).append('\n');
        title = models;
      }
      text.append(
          "%6s%6d  %-8s%9d%10s%10s%10s"
              .formatted(
                  result.first().mode().label(),
                  result.first().k(),
                  result.first().objects(),
                  result.shared(),
                  ResultTable.cell(result.ppg().difference()),
                  ResultTable.cell(result.prg().difference()),
                  ResultTable.cell(result.aucg().difference()))
              .stripTrailing());
      text.append('\n');
    }
    return text.append(
            """

            Tested in pairs of the examples that both studies have; as independent means where they
            share none. * the 95 % interval excludes 0.   - not measured.
            """)
        .toString();
  }

  private static String title(Comparison comparison) {
    return ResultTable.printable(comparison.model())
        + " vs "
        + ResultTable.printable(comparison.reference());
  }
}
