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

/** A row of {@code examples/*.parquet} of an image study. */
record PredictionRow(
    String label, String predicted, boolean correct, double confidence, double entropy) {

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
                    (Double) row.get("entropy")));
          }
        }
      }
    }
    return rows;
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
