package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ExampleResult;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Writes one parquet file of {@link ExampleRecord rows}. */
final class ExampleSink extends RecordSink<ExampleResult> {

  private static final long serialVersionUID = 1L;

  @Override
  Schema schema() {
    return ExampleRecord.SCHEMA;
  }

  /** Comparisons that differ in k or in the predicted objects alone have the same neighbours. */
  @Override
  List<String> plain() {
    return List.of("neighbours", "distances", "neighboursReference", "distancesReference");
  }

  @Override
  GenericRecord row(ExampleResult example) {
    return ExampleRecord.of(example);
  }
}
