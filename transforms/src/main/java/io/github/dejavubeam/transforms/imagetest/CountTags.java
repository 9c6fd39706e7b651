package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.correlation.TaggedExample;
import io.github.dejavubeam.transforms.correlation.TopTags;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads the classes and the crop tags of shards, for Naive Bayes to learn from. Images are passed
 * over. Examples without a class are left out as bad.
 */
public final class CountTags extends PTransform<PCollection<Shard>, PCollectionTuple> {

  /** Name of the training split. */
  public static final String SPLIT = "correlationTrain";

  /** What was read. */
  public static final TupleTag<TaggedExample> EXAMPLES = new TupleTag<>() {};

  /** What was left out. */
  public static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};

  /** Events to be summed in a {@link Tally}. */
  public static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private static final String STAGE = "read";

  private CountTags() {}

  /** Reads classes and tags. */
  public static CountTags create() {
    return new CountTags();
  }

  @Override
  public PCollectionTuple expand(PCollection<Shard> shards) {
    PCollectionTuple read =
        shards.apply(
            "Read tags",
            ParDo.of(new Read()).withOutputTags(EXAMPLES, TupleTagList.of(SKIPPED).and(TALLY)));
    read.get(EXAMPLES).setCoder(TaggedExample.coder());
    return read;
  }

  private static final class Read extends DoFn<Shard, TaggedExample> {

    @ProcessElement
    public void process(@Element Shard shard, MultiOutputReceiver out) throws IOException {
      Stage progress = Stage.of("count tags", "bytes");
      long counted = 0;
      try (ShardReader reader = ShardReader.open(shard, ReadLimits.defaults())) {
        for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
          out.get(TALLY).output(KV.of(Tally.read(SPLIT), 1L));
          if (entry instanceof ReadFault fault) {
            skip(shard, fault.key(), fault.reason(), out);
          } else if (entry instanceof Example example) {
            take(shard, example, out);
          }
          progress.add(reader.bytesRead() - counted);
          counted = reader.bytesRead();
        }
      }
      progress.add(shard.sizeBytes() - counted);
    }

    private static void take(Shard shard, Example example, MultiOutputReceiver out) {
      if (example.label() == null) {
        skip(shard, example.key(), "no label", out);
      } else {
        out.get(EXAMPLES)
            .output(
                new TaggedExample(example.label(), TopTags.of(example.tags(), Integer.MAX_VALUE)));
      }
    }

    private static void skip(Shard shard, String key, String reason, MultiOutputReceiver out) {
      out.get(SKIPPED).output(SkippedExample.of(shard.path(), key, STAGE, reason));
      out.get(TALLY).output(KV.of(Tally.skipped(SPLIT, STAGE, reason), 1L));
    }
  }
}
