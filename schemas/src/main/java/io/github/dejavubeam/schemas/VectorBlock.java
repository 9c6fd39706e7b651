package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/**
 * A run of examples whose vectors lie in one file per encoder. The files of all encoders of a split
 * have the same rows in the same order, so that one row number means one example whatever the
 * encoder.
 */
@AutoValue
@DefaultCoder(SerializableCoder.class)
public abstract class VectorBlock implements Comparable<VectorBlock>, Serializable {

  /** File name without ending, unique within the split. */
  public abstract String name();

  /** The shard that the examples came from, as the user would name it. */
  public abstract String shard();

  /** Number of examples, at least 1. */
  public abstract int rows();

  /** A block. */
  public static VectorBlock of(String name, String shard, int rows) {
    return new AutoValue_VectorBlock(name, shard, rows);
  }

  /** Order by name. */
  @Override
  public int compareTo(VectorBlock other) {
    return name().compareTo(other.name());
  }
}
