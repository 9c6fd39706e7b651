package io.github.dejavubeam.transforms.parquet;

/** A file cannot be read further because of its own bytes; the message says why, in words. */
public final class BrokenParquetException extends Exception {

  private static final long serialVersionUID = 1;

  BrokenParquetException(String reason) {
    super(reason);
  }
}
