package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.parquet.RecordFile;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.hadoop.ParquetWriter;

/**
 * Writes the table of the examples of a .npy file: {@code image_path} and {@code key}, which are
 * the example's key; {@code label}, its class; {@code objects} and {@code crop_tags}, lists of
 * {@code label} and {@code score}. Captions are not in it, since vector blocks have none.
 */
final class MetadataWriter {

  private static final Schema OBJECT =
      SchemaBuilder.record("Object")
          .fields()
          .requiredString("label")
          .requiredDouble("score")
          .endRecord();

  private static final Schema SCHEMA =
      SchemaBuilder.record("Example")
          .fields()
          .requiredString("image_path")
          .requiredString("key")
          .optionalString("label")
          .name("objects")
          .type(Schema.createArray(OBJECT))
          .noDefault()
          .name("crop_tags")
          .type(Schema.createArray(OBJECT))
          .noDefault()
          .endRecord();

  private MetadataWriter() {}

  /**
   * Writes a table.
   *
   * @param rows of the block, in their order in the file
   */
  static void write(String path, VectorBlockFile block, int[] rows) throws IOException {
    AtomicFiles.write(
        path,
        channel -> {
          try (ParquetWriter<GenericRecord> writer = RecordFile.open(channel, SCHEMA)) {
            for (int row : rows) {
              GenericRecord example = new GenericData.Record(SCHEMA);
              example.put("image_path", block.id(row));
              example.put("key", block.id(row));
              example.put("label", block.label(row));
              example.put("objects", objects(block.objects(row)));
              example.put("crop_tags", objects(block.tags(row)));
              writer.write(example);
            }
          }
        });
  }

  private static List<GenericRecord> objects(List<LabelledObject> objects) {
    return objects.stream()
        .map(
            object -> {
              GenericRecord entry = new GenericData.Record(OBJECT);
              entry.put("label", object.label());
              entry.put("score", object.score());
              return entry;
            })
        .toList();
  }
}
