package io.github.dejavubeam.transforms.work;

import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Pieces of work that are known when the pipeline is made, such as the shards of a set. Each is a
 * split of a source, so a worker takes the next when it has done one: whatever the pieces cost,
 * workers are busy to the end. What follows without a shuffle or a side input, runs where the piece
 * was taken.
 *
 * <p>A {@code Create} before a {@code Reshuffle} would not do: Flink sends an element where the
 * hash of its random key points, so of 10 shards one of two workers gets 7 as often as not.
 */
public final class WorkItems<T> extends PTransform<PBegin, PCollection<T>> {

  private final List<T> items;
  private final Coder<T> coder;

  private WorkItems(List<T> items, Coder<T> coder) {
    this.items = List.copyOf(items);
    this.coder = coder;
  }

  /** These pieces, any number; in which order they are taken is up to the runner. */
  public static <T> WorkItems<T> of(List<T> items, Coder<T> coder) {
    return new WorkItems<>(items, coder);
  }

  @Override
  public PCollection<T> expand(PBegin begin) {
    if (items.isEmpty()) {
      return begin.apply("None", Create.empty(coder));
    }
    return begin.apply("Take", Read.from(WorkItemSource.of(items, coder)));
  }
}
