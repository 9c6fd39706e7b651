package io.github.dejavubeam.transforms.parquet;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Opens parquet files to write, Zstandard-compressed. */
public final class RecordFile {

  // A writer holds a row group in memory, and a worker has several writers and perhaps 512 MB.
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private RecordFile() {}

  /** A writer of records of that schema; closing it completes the file, the channel stays open. */
  public static ParquetWriter<GenericRecord> open(WritableByteChannel channel, Schema schema)
      throws IOException {
    return open(channel, schema, List.of());
  }

  /**
   * The same.
   *
   * @param plain columns of lists that are written without a dictionary of their values: where rows
   *     that follow each other have the same list, or its beginning, compression finds that by
   *     itself, in half the time and to fewer bytes; and without their least and greatest values
   */
  public static ParquetWriter<GenericRecord> open(
      WritableByteChannel channel, Schema schema, List<String> plain) throws IOException {
    Configuration configuration = new Configuration(false);
    // The three-level lists of the format's specification, which every reader knows.
    configuration.set("parquet.avro.write-old-list-structure", "false");
    AvroParquetWriter.Builder<GenericRecord> file =
        AvroParquetWriter.<GenericRecord>builder(new ChannelOutputFile(channel))
            .withSchema(schema)
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryEncoding(true);
    for (String column : plain) {
      String values = column + ".list.element";
      file = file.withDictionaryEncoding(values, false).withStatisticsEnabled(values, false);
    }
    return file.build();
  }
}
