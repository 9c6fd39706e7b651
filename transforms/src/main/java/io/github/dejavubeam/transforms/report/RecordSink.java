package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.transforms.parquet.ChannelOutputFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Writes one parquet file of rows.
 *
 * <p>Not Beam's {@code ParquetIO.sink}, since that carries a Hadoop configuration, which reads its
 * thousand defaults from XML whenever a runner deserializes a step: most of the time of a small
 * study.
 *
 * @param <T> what a row is made of
 */
abstract class RecordSink<T> implements FileIO.Sink<T> {

  private static final long serialVersionUID = 1L;

  // A writer holds a row group in memory, and a worker has several writers and perhaps 512 MB.
  private static final long ROW_GROUP_BYTES = 8L << 20;

  private transient ParquetWriter<GenericRecord> writer;

  /** The columns. */
  abstract Schema schema();

  /** The row. */
  abstract GenericRecord row(T value);

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    Configuration configuration = new Configuration(false);
    // The three-level lists of the format's specification, which every reader knows.
    configuration.set("parquet.avro.write-old-list-structure", "false");
    writer =
        AvroParquetWriter.<GenericRecord>builder(new ChannelOutputFile(channel))
            .withSchema(schema())
            .withConf(configuration)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withDictionaryEncoding(true)
            .build();
  }

  @Override
  public void write(T value) throws IOException {
    writer.write(row(value));
  }

  /** Completes the file; the channel is closed by who opened it. */
  @Override
  public void flush() throws IOException {
    writer.close();
  }
}
