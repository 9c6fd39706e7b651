package io.github.dejavubeam.transforms.partition;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import io.github.dejavubeam.transforms.progress.Stage;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Places the examples of shards in parts, balanced by class and by a hash of the key, so that the
 * same examples give the same parts however they lie in shards. Only keys travel; of a class no
 * more of them meet than its parts hold. Examples that cannot be read or have no class are left out
 * and counted.
 */
public final class PartitionShards extends PTransform<PCollection<Shard>, PCollectionTuple> {

  /** Keys by the {@link Part#label} of their part. */
  public static final TupleTag<KV<String, String>> KEYS = new TupleTag<>() {};

  /** Classes that have too few examples for every part, with the number of those found. */
  public static final TupleTag<KV<String, Long>> SHORT = new TupleTag<>() {};

  /** Reasons why examples were left out, once for each. */
  public static final TupleTag<String> LEFT_OUT = new TupleTag<>() {};

  private static final TupleTag<KV<String, KV<String, Boolean>>> EXAMPLES = new TupleTag<>() {};

  private final PartSizes sizes;

  private PartitionShards(PartSizes sizes) {
    this.sizes = sizes;
  }

  /** Places examples in parts of these sizes. */
  public static PartitionShards of(PartSizes sizes) {
    return new PartitionShards(sizes);
  }

  @Override
  public PCollectionTuple expand(PCollection<Shard> shards) {
    PCollectionTuple read =
        shards.apply(
            "Read", ParDo.of(new Read()).withOutputTags(EXAMPLES, TupleTagList.of(LEFT_OUT)));
    return read.get(EXAMPLES)
        .setCoder(
            KvCoder.of(StringUtf8Coder.of(), KvCoder.of(StringUtf8Coder.of(), BooleanCoder.of())))
        .apply("Of a class", Combine.perKey(new ClassCandidatesFn(sizes)))
        .apply("Place", ParDo.of(new Place()).withOutputTags(KEYS, TupleTagList.of(SHORT)))
        .and(LEFT_OUT, read.get(LEFT_OUT));
  }

  private static final class Read extends DoFn<Shard, KV<String, KV<String, Boolean>>> {

    @ProcessElement
    public void process(@Element Shard shard, MultiOutputReceiver out) throws IOException {
      try (ShardReader reader = ShardReader.open(shard, ReadLimits.defaults())) {
        for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
          if (entry instanceof ReadFault fault) {
            out.get(LEFT_OUT).output(fault.reason());
          } else if (entry instanceof Example example && example.label() == null) {
            out.get(LEFT_OUT).output("no label");
          } else if (entry instanceof Example example) {
            out.get(EXAMPLES)
                .output(KV.of(example.label(), KV.of(example.key(), !example.boxes().isEmpty())));
          }
        }
      }
      Stage.of("partition", "bytes").add(shard.sizeBytes());
    }
  }

  private static final class Place extends DoFn<KV<String, ClassCandidates>, KV<String, String>> {

    @ProcessElement
    public void process(@Element KV<String, ClassCandidates> candidates, MultiOutputReceiver out) {
      if (!candidates.getValue().suffice()) {
        out.get(SHORT).output(KV.of(candidates.getKey(), candidates.getValue().found()));
        return;
      }
      List<List<String>> parts = candidates.getValue().parts();
      for (Part part : Part.values()) {
        for (String key : parts.get(List.of(Part.values()).indexOf(part))) {
          out.get(KEYS).output(KV.of(part.label(), key));
        }
      }
    }
  }
}
