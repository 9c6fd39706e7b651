package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.tally.SumTally;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.tally.TooManySkippedException;
import java.util.Iterator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sample;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Brings annotations and examples of one key together, and counts what finds no partner. Ends the
 * job if nothing does, which means that keys are spelled in two ways.
 */
final class MeetKeys extends PTransform<PCollectionList<KV<String, KeyMeeting>>, PCollectionTuple> {

  /** Annotations by the block of their row: the ordinals of the set and of its block. */
  static final TupleTag<KV<Long, RowAnnotations>> FOUND = new TupleTag<>() {};

  /** Annotations that were left out. */
  static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};

  /** Events to be summed in a {@link Tally}. */
  static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private static final TupleTag<String> LONELY_EXAMPLES = new TupleTag<>() {};
  private static final TupleTag<String> LONELY_ANNOTATIONS = new TupleTag<>() {};

  static final String STAGE = "join";
  static final String CONTRADICTION = "other annotations have the same key and another content";

  private final String joinName;
  private final List<String> splits;

  private MeetKeys(String joinName, List<String> splits) {
    this.joinName = joinName;
    this.splits = splits;
  }

  /**
   * Brings together what has one key.
   *
   * @param name what the annotations are counted as
   * @param splits names of the sets of examples, by their ordinals
   */
  static MeetKeys of(String name, List<String> splits) {
    return new MeetKeys(name, List.copyOf(splits));
  }

  @Override
  public PCollectionTuple expand(PCollectionList<KV<String, KeyMeeting>> sides) {
    PCollectionTuple met =
        sides
            .apply("Keys", Flatten.pCollections())
            .apply("Meet", Combine.perKey(new KeyMeeting.Merge()))
            .apply(
                "Tell",
                ParDo.of(new Tell(joinName, splits))
                    .withOutputTags(
                        FOUND,
                        TupleTagList.of(
                            List.of(SKIPPED, TALLY, LONELY_EXAMPLES, LONELY_ANNOTATIONS))));
    met.get(FOUND).setCoder(KvCoder.of(VarLongCoder.of(), RowAnnotations.CODER));
    PCollectionView<Iterable<String>> examples = sample("An example", met.get(LONELY_EXAMPLES));
    PCollectionView<Iterable<String>> annotations =
        sample("An annotation", met.get(LONELY_ANNOTATIONS));
    met.get(TALLY)
        .apply("Sum", Combine.globally(new SumTally()))
        .apply(
            "Check",
            ParDo.of(new Check(joinName, examples, annotations))
                .withSideInputs(examples, annotations));
    return met;
  }

  private static PCollectionView<Iterable<String>> sample(String of, PCollection<String> keys) {
    return keys.apply(of, Sample.any(1)).apply("View " + of, View.asIterable());
  }

  private static final class Tell extends DoFn<KV<String, KeyMeeting>, KV<Long, RowAnnotations>> {
    private final String name;
    private final List<String> splits;

    Tell(String name, List<String> splits) {
      this.name = name;
      this.splits = splits;
    }

    @ProcessElement
    public void process(@Element KV<String, KeyMeeting> met, MultiOutputReceiver out) {
      String key = met.getKey();
      KeyMeeting meeting = met.getValue();
      byte[] json = meeting.annotations();
      for (KeyMeeting.Place place : meeting.places()) {
        String split = splits.get(place.split());
        if (json == null) {
          tally(out, JoinCounts.withoutAnnotations(name, split), 1);
          out.get(LONELY_EXAMPLES).output(key);
        } else {
          tally(out, JoinCounts.annotated(name, split), 1);
          long block = RowReference.of(place.split(), RowReference.block(place.row()));
          out.get(FOUND)
              .output(KV.of(block, new RowAnnotations(RowReference.row(place.row()), json)));
        }
      }
      if (json != null && meeting.places().isEmpty()) {
        tally(out, JoinCounts.withoutExample(name), 1);
        out.get(LONELY_ANNOTATIONS).output(key);
      }
      if (meeting.copies() > 1) {
        tally(out, JoinCounts.repeated(name), meeting.copies() - 1);
      }
      if (meeting.others() > 0) {
        tally(out, Tally.skipped(name, STAGE, CONTRADICTION), meeting.others());
        out.get(SKIPPED).output(SkippedExample.of("--" + name, key, STAGE, CONTRADICTION));
      }
    }

    private static void tally(MultiOutputReceiver out, String event, long count) {
      out.get(TALLY).output(KV.of(event, count));
    }
  }

  private static final class Check extends DoFn<Tally, Void> {
    private final String name;
    private final PCollectionView<Iterable<String>> examples;
    private final PCollectionView<Iterable<String>> annotations;

    Check(
        String name,
        PCollectionView<Iterable<String>> examples,
        PCollectionView<Iterable<String>> annotations) {
      this.name = name;
      this.examples = examples;
      this.annotations = annotations;
    }

    @ProcessElement
    public void process(@Element Tally tally, ProcessContext context) {
      Iterator<String> example = context.sideInput(examples).iterator();
      Iterator<String> annotation = context.sideInput(annotations).iterator();
      if (!JoinCounts.anyAnnotated(tally, name) && example.hasNext() && annotation.hasNext()) {
        throw new TooManySkippedException(
            "no key of --%s is that of an example: '%s' is one there, '%s' one of the data"
                .formatted(name, annotation.next(), example.next()));
      }
    }
  }
}
