package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.util.List;

/** One row of {@code examples/*.parquet}: one example in one comparison. */
@AutoValue
public abstract class ExampleResult {

  /** Id of the example. */
  public abstract String id();

  /** The comparison. */
  public abstract Comparison comparison();

  /** The example's true objects, sorted. */
  public abstract List<String> objects();

  /** What the audited model retrieved. */
  public abstract RetrievedObjects model();

  /** What the reference retrieved. */
  public abstract RetrievedObjects reference();

  /** A row. */
  public static ExampleResult of(
      String id,
      Comparison comparison,
      List<String> objects,
      RetrievedObjects model,
      RetrievedObjects reference) {
    return new AutoValue_ExampleResult(id, comparison, objects, model, reference);
  }
}
