package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.ImagePrediction;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.SchemaBuilder.FieldAssembler;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Writes one parquet file of {@link ImagePrediction}s. */
final class PredictionSink extends RecordSink<ImagePrediction> {

  private static final long serialVersionUID = 1L;

  /** The columns, in their order in the file. */
  static final Schema SCHEMA = columns();

  @Override
  Schema schema() {
    return SCHEMA;
  }

  @Override
  GenericRecord row(ImagePrediction prediction) {
    GenericRecord row = new GenericData.Record(SCHEMA);
    row.put("id", prediction.id());
    row.put("label", prediction.label());
    row.put("predictor", prediction.predictor());
    row.put("kind", prediction.kind().label());
    row.put("predicted", prediction.ranked().isEmpty() ? null : prediction.ranked().get(0));
    row.put("correct", prediction.correct());
    row.put("confidence", prediction.confidence());
    row.put("entropy", prediction.entropy());
    row.put("top5", prediction.ranked());
    row.put("neighbours", prediction.neighbours());
    row.put("distances", prediction.distances());
    row.put("memorizedAgainst", prediction.memorizedAgainst());
    row.put("memorizationConfidence", prediction.memorizationConfidence());
    return row;
  }

  private static Schema columns() {
    FieldAssembler<Schema> columns =
        SchemaBuilder.record("Prediction").namespace("io.github.dejavubeam").fields();
    for (String name : new String[] {"id", "label", "predictor", "kind"}) {
      columns = columns.requiredString(name);
    }
    columns =
        columns
            .optionalString("predicted")
            .requiredBoolean("correct")
            .requiredDouble("confidence")
            .requiredDouble("entropy");
    columns = strings(columns, "top5");
    columns = doubles(strings(columns, "neighbours"), "distances");
    return doubles(strings(columns, "memorizedAgainst"), "memorizationConfidence").endRecord();
  }

  private static FieldAssembler<Schema> strings(FieldAssembler<Schema> columns, String name) {
    return columns.name(name).type().array().items().stringType().noDefault();
  }

  private static FieldAssembler<Schema> doubles(FieldAssembler<Schema> columns, String name) {
    return columns.name(name).type().array().items().doubleType().noDefault();
  }
}
