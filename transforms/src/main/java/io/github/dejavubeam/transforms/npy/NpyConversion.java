package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ParquetShardReader;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Converts one part into vector blocks, row by row. Memory: a block for each encoder, as when
 * examples are embedded.
 */
final class NpyConversion implements Closeable {

  /** Takes what becomes of the rows. */
  interface Outcome {
    /** A block was written. */
    void block(String name, int rows);

    /** A row of the next block has no usable vector under some encoder. */
    void unusable(String block, int row, String key);

    /** A row was left out. */
    void skipped(String key, String reason);
  }

  private final NpyPart part;
  private final VectorFolder folder;
  private final int blockRows;
  private final Outcome outcome;
  private final List<Column> columns = new ArrayList<>();
  private final Map<String, ParquetShardReader> metadata = new LinkedHashMap<>();
  private final BlockRows rows = new BlockRows();
  private int blocks;

  /** The vectors of an encoder. */
  private static final class Column {
    final NpyPart.Source source;
    final NpyReader reader;
    final float[] row;
    float[] vectors = new float[0];

    Column(NpyPart.Source source) throws IOException, BadNpyException {
      this.source = source;
      this.reader = new NpyReader(source.vectors());
      this.row = new float[reader.header().dimension()];
    }

    void put(int at, boolean usable) {
      int end = (at + 1) * row.length;
      if (end > vectors.length) {
        vectors = Arrays.copyOf(vectors, Math.max(end, vectors.length + (vectors.length >> 1)));
      }
      if (usable) {
        System.arraycopy(row, 0, vectors, end - row.length, row.length);
      } else {
        Arrays.fill(vectors, end - row.length, end, Float.NaN);
      }
    }
  }

  /**
   * Opens the files of a part.
   *
   * @param blockRows most rows of a block
   * @throws IOException if the file system fails
   * @throws BadNpyException if a file cannot be used, or they have not the same number of rows
   */
  NpyConversion(NpyPart part, VectorFolder folder, int blockRows, Outcome outcome)
      throws IOException, BadNpyException {
    this.part = part;
    this.folder = folder;
    this.blockRows = blockRows;
    this.outcome = outcome;
    try {
      open();
    } catch (IOException | BadNpyException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void open() throws IOException, BadNpyException {
    for (NpyPart.Source source : part.sources()) {
      Column column = new Column(source);
      columns.add(column);
      if (!metadata.containsKey(source.metadata())) {
        metadata.put(
            source.metadata(),
            ParquetShardReader.ofMetadata(source.metadata(), ReadLimits.defaults()));
      }
      long described = metadata.get(source.metadata()).rowCount();
      if (described != count() || column.reader.header().rows() != count()) {
        throw new BadNpyException(
            source.vectors(),
            "has %d rows, %s has %d, and %s has %d: they must be of the same examples"
                .formatted(
                    column.reader.header().rows(),
                    source.metadata(),
                    described,
                    part.sources().get(0).vectors(),
                    count()));
      }
    }
  }

  /** Number of rows. */
  long count() {
    return columns.get(0).reader.header().rows();
  }

  /**
   * Writes the blocks.
   *
   * @throws IOException if the file system fails
   * @throws BadNpyException if tables are not of the same examples, or break off
   */
  void run() throws IOException, BadNpyException {
    long count = count();
    for (long i = 0; i < count; i++) {
      ShardEntry entry = entry(i);
      for (Column column : columns) {
        column.reader.next(column.row);
      }
      if (entry instanceof Example example) {
        add(example);
      } else if (entry instanceof ReadFault fault) {
        outcome.skipped(fault.key(), fault.reason());
      }
    }
    if (rows.size() > 0) {
      writeBlock();
    }
  }

  private ShardEntry entry(long row) throws IOException, BadNpyException {
    ShardEntry first = null;
    for (Map.Entry<String, ParquetShardReader> table : metadata.entrySet()) {
      ShardEntry entry = table.getValue().next();
      if (entry == null || isEnd(entry)) {
        throw new BadNpyException(table.getKey(), "cannot be read beyond row " + row);
      }
      if (first != null && !entry.key().equals(first.key())) {
        throw new BadNpyException(
            table.getKey(),
            "has '%s' in row %d, %s has '%s': all encoders need vectors of the same examples"
                .formatted(entry.key(), row, metadata.keySet().iterator().next(), first.key()));
      }
      first = first == null ? entry : first;
    }
    return first;
  }

  /** The table breaks off, rather than that a row of it is at fault. */
  private static boolean isEnd(ShardEntry entry) {
    return entry instanceof ReadFault fault && ParquetShardReader.isUnreadable(fault);
  }

  private void add(Example example) throws IOException {
    int row =
        rows.add(
            new BlockRows.Row(
                example.key(),
                null,
                example.captionHash(),
                example.exampleHash(),
                example.objects(),
                example.label(),
                example.tags(),
                example.caption()));
    boolean allUsable = true;
    for (Column column : columns) {
      VectorType type = column.reader.header().type();
      boolean usable = UnitRow.normalize(column.row, type);
      column.put(row, usable);
      allUsable &= usable;
    }
    if (!allUsable) {
      outcome.unusable(block(), row, example.key());
    }
    if (rows.isFull(blockRows)) {
      writeBlock();
    }
  }

  private String block() {
    return String.format("npy-%s-%05d", part.name(), blocks);
  }

  private void writeBlock() throws IOException {
    for (Column column : columns) {
      NpyHeader header = column.reader.header();
      AtomicFiles.write(
          folder.block(column.source.encoder(), block()),
          out ->
              VectorBlockWriter.write(
                  out, rows, column.vectors, header.dimension(), header.type()));
    }
    outcome.block(block(), rows.size());
    blocks++;
    rows.clear();
  }

  @Override
  public void close() throws IOException {
    for (Column column : columns) {
      column.reader.close();
    }
    for (ParquetShardReader table : metadata.values()) {
      table.close();
    }
  }
}
