package io.github.dejavubeam.transforms.vectors;

import com.google.auto.value.AutoValue;
import org.apache.beam.sdk.schemas.AutoValueSchema;
import org.apache.beam.sdk.schemas.annotations.DefaultSchema;
import org.apache.beam.sdk.schemas.annotations.SchemaCreate;

/** A row for which some encoder gave no direction: not finite, or zero. */
@AutoValue
@DefaultSchema(AutoValueSchema.class)
public abstract class UnusableRow {

  /** Name of its block. */
  public abstract String block();

  /** Row in the block. */
  public abstract int row();

  /** A row. */
  @SchemaCreate
  public static UnusableRow of(String block, int row) {
    return new AutoValue_UnusableRow(block, row);
  }
}
