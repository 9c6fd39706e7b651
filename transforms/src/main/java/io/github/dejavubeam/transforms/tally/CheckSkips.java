package io.github.dejavubeam.transforms.tally;

import java.util.List;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/** Ends the job if too much was left out; yields the {@link Tally} otherwise. */
public final class CheckSkips
    extends PTransform<PCollection<KV<String, Long>>, PCollection<Tally>> {

  private final SkipLimit limit;
  private final List<String> splits;

  private CheckSkips(SkipLimit limit, List<String> splits) {
    this.limit = limit;
    this.splits = splits;
  }

  /** Checks these splits. */
  public static CheckSkips of(SkipLimit limit, List<String> splits) {
    return new CheckSkips(limit, List.copyOf(splits));
  }

  @Override
  public PCollection<Tally> expand(PCollection<KV<String, Long>> events) {
    return events
        .apply("Sum", Combine.globally(new SumTally()))
        .apply("Check", ParDo.of(new Check(limit, splits)));
  }

  private static final class Check extends DoFn<Tally, Tally> {
    private final SkipLimit limit;
    private final List<String> splits;

    Check(SkipLimit limit, List<String> splits) {
      this.limit = limit;
      this.splits = splits;
    }

    @ProcessElement
    public void process(@Element Tally tally, OutputReceiver<Tally> out) {
      limit.check(tally, splits);
      out.output(tally);
    }
  }
}
