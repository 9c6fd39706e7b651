package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.RetrievedObjects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** An {@link ExampleResult} as the columns of {@code examples/*.parquet}. */
final class ExampleRecord {

  // What the reference retrieved has the model's columns with this at their end.
  private static final String REFERENCE = "Reference";

  /** The columns, in their order in the file. */
  static final Schema SCHEMA = schema();

  private ExampleRecord() {}

  /** The row of a result. */
  static GenericRecord of(ExampleResult result) {
    Comparison comparison = result.comparison();
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("id", result.id());
    row.put("model", comparison.model());
    row.put("reference", comparison.reference());
    row.put("kind", comparison.kind().label());
    row.put("mode", comparison.mode().label());
    row.put("k", comparison.k());
    row.put("prediction", comparison.objects());
    row.put("objects", result.objects());
    put(row, result.model(), "");
    put(row, result.reference(), REFERENCE);
    return row;
  }

  private static void put(GenericRecord row, RetrievedObjects retrieved, String suffix) {
    row.put("predicted" + suffix, retrieved.predicted());
    row.put("neighbours" + suffix, retrieved.neighbours());
    row.put("distances" + suffix, retrieved.distances());
    row.put("precision" + suffix, retrieved.precision());
    row.put("recall" + suffix, retrieved.recall());
    row.put("hits" + suffix, retrieved.hits());
  }

  private static Schema schema() {
    FieldAssembler<Schema> columns =
        SchemaBuilder.record("Example").namespace("io.github.dejavubeam").fields();
    for (String name : new String[] {"id", "model", "reference", "kind", "mode"}) {
      columns = columns.requiredString(name);
    }
    columns = columns.requiredInt("k").requiredString("prediction");
    columns = strings(columns, "objects");
    columns = retrieved(columns, "");
    return retrieved(columns, REFERENCE).endRecord();
  }

  private static FieldAssembler<Schema> retrieved(FieldAssembler<Schema> columns, String suffix) {
    columns = strings(columns, "predicted" + suffix);
    columns = strings(columns, "neighbours" + suffix);
    return columns
        .name("distances" + suffix)
        .type()
        .array()
        .items()
        .doubleType()
        .noDefault()
        .requiredDouble("precision" + suffix)
        .requiredDouble("recall" + suffix)
        .requiredInt("hits" + suffix);
  }

  private static FieldAssembler<Schema> strings(FieldAssembler<Schema> columns, String name) {
    return columns.name(name).type().array().items().stringType().noDefault();
  }
}
