package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.Shard;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file of annotations, the unit that one worker reads: the lines that begin in it.
 *
 * @param path of the file
 * @param start first byte
 * @param end first byte that is not in the part
 */
public record AnnotationRange(String path, long start, long end) implements Serializable {

  private static final long BYTES = 64L << 20;

  /** The files in parts: parquet files whole, others by {@code 64 MiB}. */
  public static List<AnnotationRange> of(List<Shard> files) {
    List<AnnotationRange> ranges = new ArrayList<>();
    for (Shard file : files) {
      long step = AnnotationReader.isParquet(file.path()) ? Long.MAX_VALUE : BYTES;
      for (long start = 0; start < file.sizeBytes(); start += step) {
        long end = step < file.sizeBytes() - start ? start + step : file.sizeBytes();
        ranges.add(new AnnotationRange(file.path(), start, end));
        if (end == file.sizeBytes()) {
          break;
        }
      }
    }
    return ranges;
  }
}
