package io.github.dejavubeam.transforms.report;

import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.beam.sdk.io.parquet.ParquetIO;

/** Some columns of {@code examples/*.parquet} of a finished study. */
final class ExampleFiles {

  private ExampleFiles() {}

  /** Reads these columns of the files that have those of {@code schema}. */
  static ParquetIO.Read read(String directory, Schema schema, Schema columns) {
    return ParquetIO.read(schema)
        .from(directory + "/examples/*.parquet")
        .withProjection(columns, columns)
        // Else the lists that are asked for are taken for two-level ones, and found empty.
        .withConfiguration(Map.of("parquet.avro.write-old-list-structure", "false"));
  }

  /** The schema of these columns. */
  static Schema columns(Schema schema, List<String> names) {
    SchemaBuilder.FieldAssembler<Schema> columns =
        SchemaBuilder.record(schema.getName()).namespace(schema.getNamespace()).fields();
    for (String name : names) {
      columns = columns.name(name).type(schema.getField(name).schema()).noDefault();
    }
    return columns.endRecord();
  }
}
