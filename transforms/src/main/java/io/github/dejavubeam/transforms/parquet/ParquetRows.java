package io.github.dejavubeam.transforms.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/**
 * The rows of a parquet file, of some of its columns, one row group in memory at a time. A row
 * group whose columns take more than {@value #MAX_ROW_GROUP_BYTES} bytes in the file, or a page of
 * it in memory, is refused.
 *
 * <p>Not thread-safe.
 */
public final class ParquetRows implements Closeable {

  /** Most bytes of the columns of one row group. */
  static final int MAX_ROW_GROUP_BYTES = 1 << 29;

  private static final int MAX_FOOTER_BYTES = 1 << 26;
  private static final int TAIL_BYTES = 8;
  private static final String BROKEN = "file is truncated or not parquet";

  private static final Set<PrimitiveTypeName> OF_BYTES =
      Set.of(PrimitiveTypeName.BINARY, PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY);

  private final ChannelInputFile file;
  private final ParquetFileReader reader;
  private final MessageType columns;
  @Nullable private RecordReader<Group> rows;
  private long rowsLeft;
  private int group;
  private long bytesRead;

  private ParquetRows(ChannelInputFile file, ParquetFileReader reader, Collection<String> wanted) {
    this.file = file;
    this.reader = reader;
    MessageType schema = reader.getFileMetaData().getSchema();
    List<Type> fields =
        schema.getFields().stream().filter(field -> wanted.contains(field.getName())).toList();
    this.columns = new MessageType(schema.getName(), fields);
    reader.setRequestedSchema(columns);
  }

  /**
   * Opens a file.
   *
   * @param path as Beam's file systems take it; they must give random access to it
   * @param wanted the columns to read, of those that are there
   * @throws IOException if the file system fails
   * @throws BrokenParquetException if the file is not parquet
   */
  public static ParquetRows open(String path, Collection<String> wanted)
      throws IOException, BrokenParquetException {
    ChannelInputFile file = new ChannelInputFile(path);
    ParquetFileReader reader = null;
    try {
      requireFooterInBounds(file);
      reader =
          ParquetFileReader.open(
              file,
              ParquetReadOptions.builder()
                  .withCodecFactory(
                      new BoundedCodecs(
                          new CodecFactory(new Configuration(false), 0), MAX_ROW_GROUP_BYTES))
                  .build());
      return new ParquetRows(file, reader, wanted);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Parquet meets hostile bytes with exceptions of many types; all mean the same here.
      if (reader != null) {
        reader.close();
      }
      file.rethrowFailure();
      throw new BrokenParquetException(BROKEN);
    }
  }

  /** Parquet would take the footer of a hostile file into memory whatever its length. */
  private static void requireFooterInBounds(ChannelInputFile file) throws IOException {
    long length = file.getLength();
    if (length < TAIL_BYTES) {
      throw new IOException(BROKEN);
    }
    try (SeekableInputStream in = file.newStream()) {
      in.seek(length - TAIL_BYTES);
      byte[] tail = new byte[TAIL_BYTES];
      in.readFully(tail);
      int footer = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
      if (footer < 0 || footer > Math.min(MAX_FOOTER_BYTES, length)) {
        throw new IOException(BROKEN);
      }
    }
  }

  /** Whether the file has a wanted column of that name, at its top level. */
  public boolean has(String column) {
    return columns.containsField(column);
  }

  /** Number of rows in the file, as its footer says. */
  public long rowCount() {
    return reader.getRecordCount();
  }

  /** Bytes of the wanted columns that were read so far. */
  public long bytesRead() {
    return bytesRead;
  }

  /**
   * The next row, or null after the last.
   *
   * @throws IOException if the file system fails
   * @throws BrokenParquetException if the bytes cannot be read further
   */
  @Nullable
  public Group next() throws IOException, BrokenParquetException {
    try {
      while (rowsLeft == 0) {
        if (group == reader.getRowGroups().size()) {
          return null;
        }
        nextGroup();
      }
      rowsLeft--;
      Group row = rows.read();
      requireWhole(row);
      return row;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      file.rethrowFailure();
      throw new BrokenParquetException(BROKEN);
    }
  }

  /**
   * Parquet cuts values out of a page when they are asked for: one that claims to be longer than
   * its page, or shorter than nothing, is found here and not by who asks.
   */
  private static void requireWhole(Group row) {
    for (int field = 0; field < row.getType().getFieldCount(); field++) {
      Type type = row.getType().getType(field);
      for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
        if (!type.isPrimitive()) {
          requireWhole(row.getGroup(field, i));
        } else if (OF_BYTES.contains(type.asPrimitiveType().getPrimitiveTypeName())) {
          Binary value = row.getBinary(field, i);
          if (value.length() < 0) {
            throw new IndexOutOfBoundsException(value.length());
          }
          value.toByteBuffer();
        }
      }
    }
  }

  private void nextGroup() throws IOException, BrokenParquetException {
    BlockMetaData block = reader.getRowGroups().get(group++);
    long bytes = 0;
    List<Long> starts = new ArrayList<>();
    for (ColumnChunkMetaData chunk : block.getColumns()) {
      if (columns.containsField(chunk.getPath().toArray()[0])) {
        starts.add(chunk.getStartingPos());
        long size = chunk.getTotalSize();
        bytes += size < 0 || size > MAX_ROW_GROUP_BYTES ? MAX_ROW_GROUP_BYTES + 1L : size;
      }
    }
    if (bytes > MAX_ROW_GROUP_BYTES) {
      throw new BrokenParquetException(
          "a row group is larger than " + (MAX_ROW_GROUP_BYTES >> 20) + " MiB");
    }
    file.followPages(starts);
    PageReadStore pages = reader.readNextRowGroup();
    if (pages == null) {
      // Parquet passes over groups without rows.
      group = reader.getRowGroups().size();
      return;
    }
    bytesRead += bytes;
    rowsLeft = pages.getRowCount();
    rows =
        new ColumnIOFactory()
            .getColumnIO(columns)
            .getRecordReader(pages, new GroupRecordConverter(columns));
  }

  /**
   * The bytes of a column in a row; null where there are none, or the column is of another type.
   */
  @Nullable
  public byte[] bytes(Group row, String column) {
    return isThere(row, column) && type(column) == PrimitiveTypeName.BINARY
        ? row.getBinary(column, 0).getBytes()
        : null;
  }

  /**
   * The text of a column in a row as UTF-8, that of a whole number in decimals; null where there is
   * none, or the column is of another type. Whether the bytes are UTF-8 is not checked.
   */
  @Nullable
  public byte[] text(Group row, String column) {
    if (!isThere(row, column) || type(column) == null) {
      return null;
    }
    return switch (type(column)) {
      case BINARY -> bytes(row, column);
      case INT32, INT64 -> row.getValueToString(columns.getFieldIndex(column), 0).getBytes(UTF_8);
      default -> null;
    };
  }

  private boolean isThere(Group row, String column) {
    return has(column) && row.getFieldRepetitionCount(column) == 1;
  }

  @Nullable
  private PrimitiveTypeName type(String column) {
    Type type = columns.getType(column);
    return type.isPrimitive() ? type.asPrimitiveType().getPrimitiveTypeName() : null;
  }

  /** Names of the wanted columns that are there. */
  public List<String> columns() {
    return columns.getFields().stream().map(Type::getName).toList();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
