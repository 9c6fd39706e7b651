package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** Why an example, or the rest of a shard, was left out: one line of {@code errors/*.jsonl}. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class SkippedExample {

  /** The shard that was being read, as the user would name it. */
  public abstract String shard();

  /** The example's key; empty where the shard itself is at fault. */
  public abstract String key();

  /** The step that gave up: {@code read}, {@code decode}, {@code embed}, {@code retrieve}. */
  public abstract String stage();

  /** What was wrong, in words, the same for the same fault so that reasons can be counted. */
  public abstract String reason();

  /** A skipped example. */
  @SchemaCreate
  public static SkippedExample of(String shard, String key, String stage, String reason) {
    return new AutoValue_SkippedExample(shard, key, stage, reason);
  }
}
