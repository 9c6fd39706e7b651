package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Leak;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Writes one parquet file of leaks. */
final class LeakSink extends RecordSink<Leak> {

  private static final long serialVersionUID = 1L;

  /** The columns, in their order in the file. */
  static final Schema SCHEMA =
      SchemaBuilder.record("Leak")
          .namespace("io.github.dejavubeam")
          .fields()
          .requiredString("set")
          .requiredString("id")
          .requiredString("kind")
          .requiredString("otherSet")
          .requiredString("otherId")
          .optionalDouble("distance")
          .endRecord();

  @Override
  Schema schema() {
    return SCHEMA;
  }

  @Override
  GenericRecord row(Leak leak) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("set", leak.set());
    row.put("id", leak.id());
    row.put("kind", leak.kind().label());
    row.put("otherSet", leak.otherSet());
    row.put("otherId", leak.otherId());
    row.put("distance", Double.isNaN(leak.distance()) ? null : leak.distance());
    return row;
  }
}
