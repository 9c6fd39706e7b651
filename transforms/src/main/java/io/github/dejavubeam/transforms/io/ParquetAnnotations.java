package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.transforms.parquet.BrokenParquetException;
import io.github.dejavubeam.transforms.parquet.JsonOfRow;
import io.github.dejavubeam.transforms.parquet.ParquetRows;
import java.io.IOException;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.parquet.example.data.Group;

/** Annotations in the columns of a parquet file, a row an example. */
final class ParquetAnnotations implements AnnotationReader {

  private static final List<String> COLUMNS = List.of("key", "id", "label", "objects", "crop_tags");

  private final ReadLimits limits;
  private final AnnotationsParser parser;
  @Nullable private ParquetRows rows;
  @Nullable private ReadFault last;
  private boolean ended;

  ParquetAnnotations(String path, ReadLimits limits) throws IOException {
    this.limits = limits;
    this.parser = new AnnotationsParser(limits);
    try {
      rows = ParquetRows.open(path, COLUMNS);
      if (!rows.has("key") && !rows.has("id")) {
        end("parquet file has no column key or id");
      }
    } catch (BrokenParquetException e) {
      end("annotations cannot be read: " + e.getMessage());
    }
  }

  private void end(String reason) {
    ended = true;
    last = new ReadFault("", reason);
  }

  @Override
  @Nullable
  public AnnotationEntry next() throws IOException {
    if (!ended) {
      try {
        Group row = rows.next();
        if (row == null) {
          ended = true;
          return null;
        }
        byte[] json = JsonOfRow.of(row, rows.columns(), limits.maxJsonBytes());
        return json.length > limits.maxJsonBytes()
            ? new ReadFault("", ReadFault.LARGE_JSON)
            : KeyedAnnotations.of(json, parser, limits);
      } catch (BrokenParquetException e) {
        end("annotations cannot be read: " + e.getMessage());
      }
    }
    ReadFault fault = last;
    last = null;
    return fault;
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
