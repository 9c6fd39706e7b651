package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.progress.Counters;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UnusableRow;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Reads, decodes and embeds groups of shards in one step, whose output is the list of the blocks it
 * wrote: no image and no vector leaves the worker thread but to a file. A shard that is on record
 * is not read again.
 */
public final class EmbedShards extends PTransform<PCollection<List<Shard>>, PCollectionTuple> {

  private static final TupleTag<VectorBlock> BLOCKS = new TupleTag<>() {};
  private static final TupleTag<UnusableRow> UNUSABLE = new TupleTag<>() {};
  private static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};
  private static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};
  private static final TupleTag<KV<String, ManifestPart>> MANIFEST_PARTS = new TupleTag<>() {};

  private final EmbeddingPlan plan;

  private EmbedShards(EmbeddingPlan plan) {
    this.plan = plan;
  }

  /** Embeds by that plan. */
  public static EmbedShards of(EmbeddingPlan plan) {
    return new EmbedShards(plan);
  }

  @Override
  public PCollectionTuple expand(PCollection<List<Shard>> shards) {
    PCollectionTuple embedded =
        shards.apply(
            "Embed",
            ParDo.of(new Embed())
                .withOutputTags(
                    BLOCKS, TupleTagList.of(List.of(UNUSABLE, SKIPPED, TALLY, MANIFEST_PARTS))));
    embedded
        .get(MANIFEST_PARTS)
        .setCoder(KvCoder.of(StringUtf8Coder.of(), SerializableCoder.of(ManifestPart.class)));
    return embedded;
  }

  /** The vectors that {@link #expand} yielded. */
  public SplitVectors vectors(PCollectionTuple embedded) {
    return new SplitVectors(
        plan.split(),
        plan.folder(),
        plan.encoders().get(0).key(),
        embedded.get(BLOCKS),
        embedded.get(UNUSABLE),
        embedded.get(SKIPPED),
        embedded.get(TALLY));
  }

  /** Writes the manifest of every encoder once all its blocks are in place; yields the paths. */
  public PCollection<String> writeManifests(PCollectionTuple embedded) {
    return embedded.get(MANIFEST_PARTS).apply("WriteManifests", WriteManifests.of(plan));
  }

  private final class Embed extends DoFn<List<Shard>, VectorBlock> {
    private final Counter examplesRead = Counters.of("examplesRead");
    private final Counter examplesSkipped = Counters.of("examplesSkipped");
    private final Counter withoutBackground = Counters.of("examplesWithoutBackground");
    private final Counter shardsDone = Counters.of("shardsDone");
    private final Counter micros = Counters.of("embedMicros");
    private transient ShardEmbedder embedder;

    @Setup
    public void setUp() {
      embedder = new ShardEmbedder(plan);
    }

    @Teardown
    public void tearDown() {
      if (embedder != null) {
        embedder.close();
      }
    }

    @ProcessElement
    public void process(@Element List<Shard> shards, MultiOutputReceiver out) throws IOException {
      long begin = ThreadTime.micros();
      List<List<ShardRecord>> records = embedder.embed(shards);
      micros.inc(ThreadTime.micros() - begin);
      for (int i = 0; i < records.size(); i++) {
        output(shards.get(i), records.get(i), out);
      }
      embedder.takeTimes().forEach((event, number) -> tally(out, event, number));
    }

    private void output(Shard shard, List<ShardRecord> records, MultiOutputReceiver out) {
      ShardRecord first = records.get(0);
      first
          .blocks()
          .forEach(
              block ->
                  out.get(BLOCKS).output(VectorBlock.of(block.name(), shard.path(), block.rows())));
      tally(out, Tally.read(plan.split()), first.read());
      examplesRead.inc(first.read());
      for (ShardRecord.Skipped skipped : first.skipped()) {
        if (skipped.stage().equals(ShardEmbedder.CROP)) {
          leaveOut(out, shard, skipped);
        } else {
          skip(out, shard, skipped.key(), skipped.stage(), skipped.reason());
        }
      }
      outputUnusable(shard, records, out);
      for (int i = 0; i < records.size(); i++) {
        EncoderSpec encoder = plan.encoders().get(i);
        out.get(MANIFEST_PARTS).output(KV.of(encoder.key(), ManifestPart.of(records.get(i))));
      }
      shardsDone.inc();
    }

    private void outputUnusable(Shard shard, List<ShardRecord> records, MultiOutputReceiver out) {
      for (int block = 0; block < records.get(0).blocks().size(); block++) {
        TreeMap<Integer, String> rows = new TreeMap<>();
        for (ShardRecord record : records) {
          record.blocks().get(block).unusable().forEach(row -> rows.put(row.row(), row.key()));
        }
        String name = records.get(0).blocks().get(block).name();
        rows.forEach(
            (row, key) -> {
              out.get(UNUSABLE).output(UnusableRow.of(name, row));
              skip(out, shard, key, "embed", "a model gave a vector that is zero or not finite");
            });
      }
    }

    private void leaveOut(MultiOutputReceiver out, Shard shard, ShardRecord.Skipped left) {
      out.get(SKIPPED)
          .output(SkippedExample.of(shard.path(), left.key(), left.stage(), left.reason()));
      tally(out, Tally.withoutBackground(plan.split(), left.reason()), 1);
      withoutBackground.inc();
    }

    private void skip(
        MultiOutputReceiver out, Shard shard, String key, String stage, String reason) {
      out.get(SKIPPED).output(SkippedExample.of(shard.path(), key, stage, reason));
      tally(out, Tally.skipped(plan.split(), stage, reason), 1);
      examplesSkipped.inc();
    }

    private void tally(MultiOutputReceiver out, String event, long count) {
      out.get(TALLY).output(KV.of(event, count));
    }
  }
}
