package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/** A file of examples, told apart from another version of itself by size and time of change. */
@AutoValue
@DefaultCoder(SerializableCoder.class)
public abstract class Shard implements Comparable<Shard>, Serializable {

  /** Where Beam's file systems find it. */
  public abstract String path();

  /** Size in bytes. */
  public abstract long sizeBytes();

  /** Time of the last change in milliseconds since 1970; 0 where the file system does not say. */
  public abstract long lastModifiedMillis();

  /** A shard. */
  public static Shard of(String path, long sizeBytes, long lastModifiedMillis) {
    return new AutoValue_Shard(path, sizeBytes, lastModifiedMillis);
  }

  /** Order by path. */
  @Override
  public int compareTo(Shard other) {
    return path().compareTo(other.path());
  }
}
