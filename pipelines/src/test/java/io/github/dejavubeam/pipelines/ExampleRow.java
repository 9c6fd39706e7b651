package io.github.dejavubeam.pipelines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** An example under one comparison, as golden files and {@code examples/*.parquet} have it. */
record ExampleRow(String id, Set<String> objects, Side model, Side reference) {

  /** What the model or the reference made of the example. */
  record Side(List<String> neighbours, List<Double> distances, Outcome outcome) {}

  /** What follows from the neighbours. */
  record Outcome(List<String> predicted, int hits, double precision, double recall) {}

  /** The rows of a golden file by id. */
  static Map<String, ExampleRow> golden(Path file) throws IOException {
    Map<String, ExampleRow> rows = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(lines.readLine().split(",", -1));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] values = line.split(",", -1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < values.length; i++) {
          fields.put(header.get(i), values[i]);
        }
        rows.put(
            fields.get("id"),
            new ExampleRow(
                fields.get("id"),
                Set.copyOf(list(fields.get("objects"))),
                side(fields, ""),
                side(fields, "Reference")));
      }
    }
    return rows;
  }

  private static Side side(Map<String, String> fields, String suffix) {
    return new Side(
        list(fields.get("neighbours" + suffix)),
        list(fields.get("distances" + suffix)).stream().map(Double::valueOf).toList(),
        new Outcome(
            list(fields.get("predicted" + suffix)),
            Integer.parseInt(fields.get("hits" + suffix)),
            Double.parseDouble(fields.get("precision" + suffix)),
            Double.parseDouble(fields.get("recall" + suffix))));
  }

  private static List<String> list(String values) {
    return values.isEmpty() ? List.of() : List.of(values.split("\\|"));
  }

  /** The rows of that k by comparison, MODEL-REFERENCE-MODE-kK-OBJECTS, and id. */
  static Map<String, Map<String, ExampleRow>> written(Path folder, int k) throws IOException {
    Map<String, Map<String, ExampleRow>> rows = new TreeMap<>();
    List<Path> files = new ArrayList<>();
    try (var all = Files.newDirectoryStream(folder, "*.parquet")) {
      all.forEach(files::add);
    }
    for (Path file : files) {
      try (ParquetReader<GenericRecord> reader =
          AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file))
              .withFilter(FilterCompat.get(FilterApi.eq(FilterApi.intColumn("k"), k)))
              .build()) {
        for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
          String comparison =
              String.format(
                  "%s-%s-%s-k%d-%s",
                  row.get("model"),
                  row.get("reference"),
                  row.get("mode"),
                  k,
                  row.get("prediction"));
          rows.computeIfAbsent(comparison, name -> new TreeMap<>())
              .put(
                  row.get("id").toString(),
                  new ExampleRow(
                      row.get("id").toString(),
                      Set.copyOf(strings(row, "objects")),
                      side(row, ""),
                      side(row, "Reference")));
        }
      }
    }
    return rows;
  }

  private static Side side(GenericRecord row, String suffix) {
    return new Side(
        strings(row, "neighbours" + suffix),
        ((List<?>) row.get("distances" + suffix)).stream().map(Double.class::cast).toList(),
        new Outcome(
            strings(row, "predicted" + suffix),
            (int) row.get("hits" + suffix),
            (double) row.get("precision" + suffix),
            (double) row.get("recall" + suffix)));
  }

  private static List<String> strings(GenericRecord row, String column) {
    return ((List<?>) row.get(column)).stream().map(Object::toString).toList();
  }
}
