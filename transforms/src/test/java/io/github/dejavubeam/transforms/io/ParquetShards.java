package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.parquet.ChannelOutputFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files made row by row, and shards of them read to their end. */
public final class ParquetShards {

  /** The columns that img2dataset writes, as pyarrow declares them. */
  static final String IMG2DATASET =
      "message schema { optional binary caption (STRING); optional binary url (STRING);"
          + " optional binary key (STRING); optional binary status (STRING);"
          + " optional int32 width; optional binary txt (STRING); optional binary jpg; }";

  private ParquetShards() {}

  /** What fills the fields of a row. */
  public interface Row {
    void fill(Group row);
  }

  /** An example as img2dataset writes it. */
  static Row fetched(String key) {
    return row -> {
      row.add("key", key);
      row.add("status", "success");
      row.add("txt", "caption of " + key);
      row.add("jpg", ("image of " + key).repeat(20));
    };
  }

  /** Writes a file, with a row group for about every {@code groupBytes}. */
  public static Path write(Path file, String schema, long groupBytes, List<Row> rows)
      throws IOException {
    return write(file, schema, groupBytes, rows, CompressionCodecName.SNAPPY);
  }

  /** Likewise, with that compression; without any, values lie in the file as they are. */
  static Path write(
      Path file, String schema, long groupBytes, List<Row> rows, CompressionCodecName compression)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType(schema);
    Files.deleteIfExists(file);
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        ParquetWriter<Group> writer =
            ExampleParquetWriter.builder(new ChannelOutputFile(channel))
                .withType(type)
                .withConf(new Configuration(false))
                .withCompressionCodec(compression)
                .withDictionaryEncoding(compression != CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(groupBytes)
                .withMinRowCountForPageSizeCheck(10)
                .build()) {
      for (Row row : rows) {
        Group group = new SimpleGroup(type);
        row.fill(group);
        writer.write(group);
      }
    }
    return file;
  }

  static List<ShardEntry> read(Path file) throws IOException {
    return read(file, ReadLimits.defaults());
  }

  static List<ShardEntry> read(Path file, ReadLimits limits) throws IOException {
    List<ShardEntry> entries = new ArrayList<>();
    Shard shard = Shard.of(file.toString(), Files.size(file), 0);
    try (ShardReader reader = ShardReader.open(shard, limits)) {
      for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
        entries.add(entry);
      }
    }
    return entries;
  }
}
