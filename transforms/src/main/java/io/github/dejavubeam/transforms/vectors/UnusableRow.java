package io.github.dejavubeam.transforms.vectors;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import org.apache.beam.sdk.coders.DefaultCoder;
import org.apache.beam.sdk.coders.SerializableCoder;

/** A row for which some encoder gave no direction: not finite, or zero. */
@AutoValue
@DefaultCoder(SerializableCoder.class)
public abstract class UnusableRow implements Serializable {

  /** Name of its block. */
  public abstract String block();

  /** Row in the block. */
  public abstract int row();

  /** A row. */
  public static UnusableRow of(String block, int row) {
    return new AutoValue_UnusableRow(block, row);
  }
}
