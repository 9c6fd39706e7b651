package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.LeakKind;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Distinct;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.SimpleFunction;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Counts the examples of each set and kind of leak, an example once although it may be found in two
 * sets. Yields events to be summed in a {@link io.github.dejavubeam.transforms.tally.Tally}.
 */
public final class CountFound
    extends PTransform<PCollection<FoundLeak>, PCollection<KV<String, Long>>> {

  private CountFound() {}

  /** Counts all leaks. */
  public static CountFound create() {
    return new CountFound();
  }

  /** The event "this many examples of that set leak in that way". */
  public static String event(SeenSet set, LeakKind kind) {
    return set.label() + " " + kind.label();
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<FoundLeak> leaks) {
    KvCoder<String, Long> coder = KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());
    return leaks
        .apply("Rows", MapElements.via(new ToRow()))
        .setCoder(coder)
        .apply("Once", Distinct.create())
        .apply("Ones", MapElements.via(new ToOne()))
        .setCoder(coder);
  }

  private static final class ToRow extends SimpleFunction<FoundLeak, KV<String, Long>> {
    @Override
    public KV<String, Long> apply(FoundLeak found) {
      return KV.of(event(found.set(), found.leak().kind()), found.row());
    }
  }

  private static final class ToOne extends SimpleFunction<KV<String, Long>, KV<String, Long>> {
    @Override
    public KV<String, Long> apply(KV<String, Long> row) {
      return KV.of(row.getKey(), 1L);
    }
  }
}
