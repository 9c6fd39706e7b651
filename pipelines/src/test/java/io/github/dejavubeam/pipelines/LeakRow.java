package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;

/** A row of {@code leaks/*.parquet}. */
record LeakRow(String set, String id, String kind, String otherSet, String otherId) {

  /** The rows of a study. */
  static List<LeakRow> written(Path leaks) throws IOException {
    List<LeakRow> rows = new ArrayList<>();
    try (var files = Files.newDirectoryStream(leaks, "*.parquet")) {
      for (Path file : files) {
        try (ParquetReader<GenericRecord> reader =
            AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
          for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
            rows.add(
                new LeakRow(
                    row.get("set").toString(),
                    row.get("id").toString(),
                    row.get("kind").toString(),
                    row.get("otherSet").toString(),
                    row.get("otherId").toString()));
          }
        }
      }
    }
    return rows;
  }
}
