package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.transforms.parquet.RecordFile;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.io.FileIO;
import org.apache.parquet.hadoop.ParquetWriter;

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

  private transient ParquetWriter<GenericRecord> writer;

  /** The columns. */
  abstract Schema schema();

  /** Columns of lists to be written {@linkplain RecordFile#open plain}. */
  List<String> plain() {
    return List.of();
  }

  /** The row. */
  abstract GenericRecord row(T value);

  @Override
  public void open(WritableByteChannel channel) throws IOException {
    writer = RecordFile.open(channel, schema(), plain());
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
