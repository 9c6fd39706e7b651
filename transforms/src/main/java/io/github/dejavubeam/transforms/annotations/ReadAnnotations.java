package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.io.AnnotationEntry;
import io.github.dejavubeam.transforms.io.AnnotationRange;
import io.github.dejavubeam.transforms.io.AnnotationReader;
import io.github.dejavubeam.transforms.io.KeyedAnnotations;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** Reads files of annotations, part by part. */
final class ReadAnnotations extends PTransform<PCollection<AnnotationRange>, PCollectionTuple> {

  /** Annotations by the key of their example. */
  static final TupleTag<KV<String, KeyMeeting>> ANNOTATIONS = new TupleTag<>() {};

  /** What was left out. */
  static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};

  /** Events to be summed in a {@link Tally}. */
  static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private static final String STAGE = "read";

  private final String split;

  private ReadAnnotations(String split) {
    this.split = split;
  }

  /** Reads annotations, which are counted under that name. */
  static ReadAnnotations as(String split) {
    return new ReadAnnotations(split);
  }

  @Override
  public PCollectionTuple expand(PCollection<AnnotationRange> files) {
    PCollectionTuple read =
        files.apply(
            "Read",
            ParDo.of(new Read(split))
                .withOutputTags(ANNOTATIONS, TupleTagList.of(List.of(SKIPPED, TALLY))));
    read.get(ANNOTATIONS).setCoder(KvCoder.of(StringUtf8Coder.of(), KeyMeeting.CODER));
    return read;
  }

  private static final class Read extends DoFn<AnnotationRange, KV<String, KeyMeeting>> {
    private final String split;

    Read(String split) {
      this.split = split;
    }

    @ProcessElement
    public void process(@Element AnnotationRange range, MultiOutputReceiver out)
        throws IOException {
      long read = 0;
      try (AnnotationReader reader = AnnotationReader.open(range, ReadLimits.defaults())) {
        for (AnnotationEntry entry = reader.next(); entry != null; entry = reader.next()) {
          read++;
          if (entry instanceof KeyedAnnotations annotations) {
            out.get(ANNOTATIONS)
                .output(KV.of(annotations.key(), KeyMeeting.ofAnnotations(annotations.json())));
          } else if (entry instanceof ReadFault fault) {
            out.get(SKIPPED)
                .output(SkippedExample.of(range.path(), fault.key(), STAGE, fault.reason()));
            out.get(TALLY).output(KV.of(Tally.skipped(split, STAGE, fault.reason()), 1L));
          }
        }
      }
      out.get(TALLY).output(KV.of(Tally.read(split), read));
      Stage.of("read annotations", "bytes").add(range.end() - range.start());
    }
  }
}
