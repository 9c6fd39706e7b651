package io.github.dejavubeam.pipelines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * A row of {@code examples/*.parquet} of an image study.
 *
 * @param memorized references that are wrong where the model is right, with the memorization
 *     confidence
 */
record PredictionRow(
    String label,
    String predicted,
    boolean correct,
    double confidence,
    double entropy,
    List<String> top5,
    List<String> neighbours,
    Map<String, Double> memorized) {

  /** The rows of a study by predictor and id, separated by a space. */
  static Map<String, PredictionRow> written(Path examples) throws IOException {
    Map<String, PredictionRow> rows = new HashMap<>();
    try (var files = Files.newDirectoryStream(examples, "*.parquet")) {
      for (Path file : files) {
        try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
          for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
            rows.put(
                row.get("predictor") + " " + row.get("id"),
                new PredictionRow(
                    row.get("label").toString(),
                    String.valueOf(row.get("predicted")),
                    (Boolean) row.get("correct"),
                    (Double) row.get("confidence"),
                    (Double) row.get("entropy"),
                    texts(row.get("top5")),
                    texts(row.get("neighbours")),
                    memorized(row)));
          }
        }
      }
    }
    return rows;
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }

  private static Map<String, Double> memorized(GenericRecord row) {
    Map<String, Double> memorized = new HashMap<>();
    List<String> references = texts(row.get("memorizedAgainst"));
    List<?> confidences = (List<?>) row.get("memorizationConfidence");
    for (int i = 0; i < references.size(); i++) {
      memorized.put(references.get(i), (Double) confidences.get(i));
    }
    return memorized;
  }

  /** Rows of a compressed table, cells by column. */
  static List<Map<String, String>> table(Path file) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> columns = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        Map<String, String> row = new HashMap<>();
        for (int i = 0; i < cells.length; i++) {
          row.put(columns.get(i), cells[i]);
        }
        rows.add(row);
      }
    }
    return rows;
  }
}
