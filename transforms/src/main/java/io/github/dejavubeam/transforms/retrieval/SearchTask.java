package io.github.dejavubeam.transforms.retrieval;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/** A piece of one search: some query blocks against some index blocks, named by their ordinals. */
@AutoValue
@DefaultCoder(SerializableCoder.class)
public abstract class SearchTask implements Serializable {

  /** Ordinal of the search. */
  public abstract int search();

  /** Ordinals of the query blocks. */
  public abstract List<Integer> queryBlocks();

  /** Ordinals of the index blocks. */
  public abstract List<Integer> indexBlocks();

  /** A task. */
  public static SearchTask of(int search, List<Integer> queryBlocks, List<Integer> indexBlocks) {
    return new AutoValue_SearchTask(search, queryBlocks, indexBlocks);
  }
}
