package io.github.dejavubeam.transforms.io;

import java.io.Closeable;
import java.io.IOException;
import javax.annotation.Nullable;

/**
 * Reads annotations that lie beside the data: JSON lines, or parquet where the name of the file
 * ends so. A line is an object with the example's key in {@code key}, else {@code id}, and what a
 * {@code .json} member of a shard may say: {@code label}, {@code objects}, {@code crop_tags}. The
 * columns of a parquet file have the same names. What breaks a rule is a {@link ReadFault}.
 */
public interface AnnotationReader extends Closeable {

  /**
   * The next annotations or fault; null at the end.
   *
   * @throws IOException if the file system fails, which says nothing of what the file holds
   */
  @Nullable
  AnnotationEntry next() throws IOException;

  /**
   * A reader of that part of a file.
   *
   * @throws IOException if the file system fails
   */
  static AnnotationReader open(AnnotationRange range, ReadLimits limits) throws IOException {
    return isParquet(range.path())
        ? new ParquetAnnotations(range.path(), limits)
        : new AnnotationLines(range, limits);
  }

  /** Whether a file of that name is taken for parquet. */
  static boolean isParquet(String path) {
    return path.endsWith(ParquetShardReader.ENDING);
  }
}
