package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.transforms.parquet.BrokenParquetException;
import io.github.dejavubeam.transforms.parquet.JsonOfRow;
import io.github.dejavubeam.transforms.parquet.ParquetRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.parquet.example.data.Group;

/**
 * Reads the examples of a parquet shard as img2dataset writes it, a row an example: {@code key};
 * the image in {@code jpg}, {@code jpeg}, {@code png}, {@code webp} or {@code gif}; the caption in
 * {@code txt}, else {@code caption}; and where there are such columns {@code cls}, {@code label},
 * {@code objects} and {@code crop_tags}, which mean what the members and fields of these names do
 * in a {@link WebDatasetReader}'s shards, under the same limits. Rows whose {@code status} is
 * another than {@code success} were never fetched, and make no example, as they make none in a tar.
 *
 * <p>Not thread-safe.
 */
public final class ParquetShardReader implements ShardReader {

  /** What names of such shards end in. */
  static final String ENDING = ".parquet";

  private static final String UNREADABLE = "shard cannot be read: ";
  private static final String IMAGE_PATH = "image_path";
  private static final String KEY = "key";
  private static final String STATUS = "status";
  private static final String FETCHED = "success";
  private static final String CAPTION = "txt";
  private static final String LABEL = "cls";
  private static final List<String> IMAGES = List.of("jpg", "jpeg", "png", "webp", "gif");
  private static final List<String> ANNOTATIONS =
      List.of("caption", "label", "objects", "crop_tags");

  private final ReadLimits limits;
  private final boolean everyRow;
  private final AnnotationsParser annotationsParser;
  @Nullable private ParquetRows rows;
  @Nullable private ReadFault last;
  private boolean ended;

  /**
   * A reader of the shard at that path.
   *
   * @throws IOException if the file system fails
   */
  ParquetShardReader(String path, ReadLimits limits) throws IOException {
    this(path, limits, false);
  }

  private ParquetShardReader(String path, ReadLimits limits, boolean everyRow) throws IOException {
    this.limits = limits;
    this.everyRow = everyRow;
    this.annotationsParser = new AnnotationsParser(limits);
    try {
      rows = ParquetRows.open(path, columns());
      if (!rows.has(KEY) && !(everyRow && rows.has(IMAGE_PATH))) {
        end(ReadFault.NO_KEY_COLUMN);
      } else if (rows.rowCount() == 0) {
        end(ReadFault.EMPTY_SHARD);
      }
    } catch (BrokenParquetException e) {
      end(UNREADABLE + e.getMessage());
    }
  }

  /**
   * A reader of a table about examples that are elsewhere, such as clip-retrieval's metadata: every
   * row is an entry, without an image. Where there is no {@code key}, {@code image_path} stands for
   * it, up to the first dot of its base name and without slashes before it.
   *
   * @throws IOException if the file system fails
   */
  public static ParquetShardReader ofMetadata(String path, ReadLimits limits) throws IOException {
    return new ParquetShardReader(path, limits, true);
  }

  /** Whether a fault is that of the whole file, which cannot be read further. */
  public static boolean isUnreadable(ReadFault fault) {
    return fault.reason().startsWith(UNREADABLE)
        || fault.reason().equals(ReadFault.NO_KEY_COLUMN)
        || fault.reason().equals(ReadFault.EMPTY_SHARD);
  }

  /** Number of rows, as the file says; 0 where it cannot be read. */
  public long rowCount() {
    return rows == null ? 0 : rows.rowCount();
  }

  private static List<String> columns() {
    List<String> columns = new ArrayList<>(List.of(KEY, IMAGE_PATH, STATUS, CAPTION, LABEL));
    columns.addAll(IMAGES);
    columns.addAll(ANNOTATIONS);
    return columns;
  }

  @Override
  @Nullable
  public ShardEntry next() throws IOException {
    while (!ended) {
      try {
        Group row = rows.next();
        if (row == null) {
          ended = true;
          return null;
        }
        Optional<ShardEntry> entry = entry(row);
        if (entry.isPresent()) {
          return entry.get();
        }
      } catch (BrokenParquetException e) {
        end(UNREADABLE + e.getMessage());
      }
    }
    ShardEntry fault = last;
    last = null;
    return fault;
  }

  private void end(String reason) {
    ended = true;
    last = new ReadFault("", reason);
  }

  private Optional<ShardEntry> entry(Group row) {
    byte[] status = everyRow ? null : rows.text(row, STATUS);
    if (status != null && !new String(status, StandardCharsets.UTF_8).equals(FETCHED)) {
      return Optional.empty();
    }
    byte[] utf8 = rows.text(row, KEY);
    boolean path = utf8 == null && everyRow;
    if (path) {
      utf8 = rows.text(row, IMAGE_PATH);
    }
    if (utf8 == null || utf8.length == 0) {
      return Optional.of(new ReadFault("", ReadFault.ROW_WITHOUT_KEY));
    }
    String key;
    try {
      String name = StrictText.decode(utf8, ReadFault.NAME_NOT_UTF8);
      key = path ? key(name) : name;
    } catch (InvalidMemberException e) {
      return Optional.of(new ReadFault("", e.getMessage()));
    }
    ExampleGroup group = new ExampleGroup(new MemberName(key, ""), limits, annotationsParser);
    for (String column : everyRow ? List.<String>of() : IMAGES) {
      add(group, MemberKind.IMAGE, rows.bytes(row, column));
    }
    add(group, MemberKind.CAPTION, rows.text(row, CAPTION));
    add(group, MemberKind.LABEL, rows.text(row, LABEL));
    List<String> annotations = rows.columns().stream().filter(ANNOTATIONS::contains).toList();
    if (!annotations.isEmpty()) {
      add(group, MemberKind.ANNOTATIONS, JsonOfRow.of(row, annotations, limits.maxJsonBytes()));
    }
    Optional<ShardEntry> entry = group.finish();
    return entry.isPresent() || !everyRow
        ? entry
        : Optional.of(new Example(key, null, null, List.of(), null));
  }

  private static String key(String imagePath) {
    String relative = imagePath.replaceFirst("^[/\\\\]+", "");
    return MemberName.of(relative).map(MemberName::key).orElse(relative);
  }

  private static void add(ExampleGroup group, MemberKind kind, @Nullable byte[] content) {
    if (content != null && group.admits(kind, content.length)) {
      group.add(kind, content);
    }
  }

  @Override
  public long bytesRead() {
    return rows == null ? 0 : rows.bytesRead();
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
