package io.github.dejavubeam.transforms.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.io.BoundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.CoderUtils;

/** A list of elements, each of which is a split whatever size is asked for. */
final class WorkItemSource<T> extends BoundedSource<T> {

  private static final long serialVersionUID = 1;

  private final byte[][] encoded;
  private final Coder<T> coder;

  private WorkItemSource(byte[][] encoded, Coder<T> coder) {
    this.encoded = encoded;
    this.coder = coder;
  }

  static <T> WorkItemSource<T> of(List<T> items, Coder<T> coder) {
    byte[][] encoded = new byte[items.size()][];
    for (int i = 0; i < encoded.length; i++) {
      try {
        encoded[i] = CoderUtils.encodeToByteArray(coder, items.get(i));
      } catch (CoderException e) {
        throw new UncheckedIOException("a piece of work cannot be encoded", e);
      }
    }
    return new WorkItemSource<>(encoded, coder);
  }

  @Override
  public List<WorkItemSource<T>> split(long desiredBundleSizeBytes, PipelineOptions options) {
    List<WorkItemSource<T>> splits = new ArrayList<>();
    for (byte[] item : encoded) {
      splits.add(new WorkItemSource<>(new byte[][] {item}, coder));
    }
    return splits;
  }

  @Override
  public long getEstimatedSizeBytes(PipelineOptions options) {
    return Arrays.stream(encoded).mapToLong(item -> item.length).sum();
  }

  @Override
  public Coder<T> getOutputCoder() {
    return coder;
  }

  @Override
  public BoundedReader<T> createReader(PipelineOptions options) {
    return new Reader<>(this);
  }

  private static final class Reader<T> extends BoundedReader<T> {
    private final WorkItemSource<T> source;
    private int next;
    private T current;

    Reader(WorkItemSource<T> source) {
      this.source = source;
    }

    @Override
    public boolean start() throws IOException {
      return advance();
    }

    @Override
    public boolean advance() throws IOException {
      if (next == source.encoded.length) {
        current = null;
        return false;
      }
      current = CoderUtils.decodeFromByteArray(source.coder, source.encoded[next++]);
      return true;
    }

    @Override
    public T getCurrent() {
      if (current == null) {
        throw new NoSuchElementException();
      }
      return current;
    }

    @Override
    public BoundedSource<T> getCurrentSource() {
      return source;
    }

    @Override
    public void close() {}
  }
}
