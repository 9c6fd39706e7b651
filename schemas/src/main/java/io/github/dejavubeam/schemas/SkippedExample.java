package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/** Why an example, or the rest of a shard, was left out: one line of {@code errors/*.jsonl}. */
@AutoValue
@DefaultCoder(SerializableCoder.class)
public abstract class SkippedExample implements Serializable {

  /** The shard that was being read, as the user would name it. */
  public abstract String shard();

  /** The example's key; empty where the shard itself is at fault. */
  public abstract String key();

  /** The step that gave up: {@code read}, {@code decode}, {@code embed}, {@code retrieve}. */
  public abstract String stage();

  /** What was wrong, in words, the same for the same fault so that reasons can be counted. */
  public abstract String reason();

  /** A skipped example. */
  public static SkippedExample of(String shard, String key, String stage, String reason) {
    return new AutoValue_SkippedExample(shard, key, stage, reason);
  }
}
