package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.transforms.io.AnnotatedShard;
import io.github.dejavubeam.transforms.io.AnnotationRange;
import io.github.dejavubeam.transforms.io.Annotations;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.Example;
import io.github.dejavubeam.transforms.io.KeyedAnnotations;
import io.github.dejavubeam.transforms.io.ReadFault;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.ShardEntry;
import io.github.dejavubeam.transforms.io.ShardReader;
import io.github.dejavubeam.transforms.io.ShardWriter;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.work.WorkItems;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Puts annotations that lie beside shards into copies of them, {@code shard-NUMBER.tar}, for what
 * needs them when an image is read, as crops need boxes. Shards are read twice, once for their
 * keys; only keys and annotations travel.
 */
public final class AnnotateShards extends PTransform<PBegin, PCollectionTuple> {

  /** Name of the split. */
  public static final String SPLIT = "input";

  /** Paths of the shards written. */
  public static final TupleTag<String> FILES = new TupleTag<>() {};

  /** What was left out, of examples and annotations. */
  public static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};

  /** Events to be summed in a {@link Tally}. */
  public static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private static final TupleTag<KV<String, KeyMeeting>> KEYS = new TupleTag<>() {};
  private static final TupleTag<KV<Long, RowAnnotations>> SHARDS = new TupleTag<>() {};

  private final ArrayList<Shard> shards;
  private final List<AnnotationRange> files;
  private final String output;

  private AnnotateShards(List<Shard> shards, List<AnnotationRange> files, String output) {
    this.shards = new ArrayList<>(shards);
    this.files = files;
    this.output = output;
  }

  /**
   * Annotates shards.
   *
   * @param shards tars, numbered by their order here
   * @param files the annotations
   * @param output directory of the copies, without a trailing slash
   */
  public static AnnotateShards of(List<Shard> shards, List<AnnotationRange> files, String output) {
    return new AnnotateShards(shards, List.copyOf(files), output);
  }

  @Override
  public PCollectionTuple expand(PBegin begin) {
    List<KV<Integer, Shard>> numbered = new ArrayList<>();
    for (Shard shard : shards) {
      numbered.add(KV.of(numbered.size(), shard));
    }
    PCollectionTuple keys =
        begin
            .apply(
                "Shards",
                WorkItems.of(
                    numbered, KvCoder.of(VarIntCoder.of(), SerializableCoder.of(Shard.class))))
            .apply(
                "Read keys",
                ParDo.of(new ReadKeys())
                    .withOutputTags(KEYS, TupleTagList.of(List.of(SHARDS, SKIPPED, TALLY))));
    keys.get(KEYS).setCoder(KvCoder.of(StringUtf8Coder.of(), KeyMeeting.CODER));
    keys.get(SHARDS).setCoder(KvCoder.of(VarLongCoder.of(), RowAnnotations.CODER));
    PCollectionTuple read =
        begin
            .apply("Annotations", WorkItems.of(files, SerializableCoder.of(AnnotationRange.class)))
            .apply("Read annotations", ReadAnnotations.as(JoinCounts.ALL));
    PCollectionTuple met =
        PCollectionList.of(keys.get(KEYS))
            .and(read.get(ReadAnnotations.ANNOTATIONS))
            .apply("Meet", MeetKeys.of(JoinCounts.ALL, List.of(SPLIT)));
    PCollection<String> written =
        PCollectionList.of(keys.get(SHARDS))
            .and(met.get(MeetKeys.FOUND))
            .apply("Annotated", Flatten.pCollections())
            .apply("By shard", GroupByKey.create())
            .apply("Write", ParDo.of(new Write(shards, output)));
    return PCollectionTuple.of(FILES, written)
        .and(
            SKIPPED,
            PCollectionList.of(keys.get(SKIPPED))
                .and(read.get(ReadAnnotations.SKIPPED))
                .and(met.get(MeetKeys.SKIPPED))
                .apply("Skipped", Flatten.pCollections()))
        .and(
            TALLY,
            PCollectionList.of(keys.get(TALLY))
                .and(read.get(ReadAnnotations.TALLY))
                .and(met.get(MeetKeys.TALLY))
                .apply("Events", Flatten.pCollections()));
  }

  private static final class ReadKeys extends DoFn<KV<Integer, Shard>, KV<String, KeyMeeting>> {
    private static final String STAGE = "read";

    @ProcessElement
    public void process(@Element KV<Integer, Shard> numbered, MultiOutputReceiver out)
        throws IOException {
      Shard shard = numbered.getValue();
      out.get(SHARDS).output(KV.of(RowReference.of(0, numbered.getKey()), RowAnnotations.OF_BLOCK));
      int row = 0;
      try (ShardReader reader = ShardReader.open(shard, ReadLimits.defaults())) {
        for (ShardEntry entry = reader.next(); entry != null; entry = reader.next()) {
          if (entry instanceof Example example) {
            out.get(KEYS)
                .output(
                    KV.of(
                        example.key(),
                        KeyMeeting.ofExample(0, RowReference.of(numbered.getKey(), row))));
          } else if (entry instanceof ReadFault fault) {
            out.get(SKIPPED)
                .output(SkippedExample.of(shard.path(), fault.key(), STAGE, fault.reason()));
            out.get(TALLY).output(KV.of(Tally.skipped(SPLIT, STAGE, fault.reason()), 1L));
          }
          row++;
        }
      }
      out.get(TALLY).output(KV.of(Tally.read(SPLIT), (long) row));
      Stage.of("read keys", "bytes").add(shard.sizeBytes());
    }
  }

  private static final class Write extends DoFn<KV<Long, Iterable<RowAnnotations>>, String> {
    private final ArrayList<Shard> shards;
    private final String output;

    Write(List<Shard> shards, String output) {
      this.shards = new ArrayList<>(shards);
      this.output = output;
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Iterable<RowAnnotations>> found, OutputReceiver<String> out)
        throws IOException {
      int number = RowReference.row(found.getKey());
      Map<String, byte[]> annotations = new HashMap<>();
      for (RowAnnotations row : found.getValue()) {
        if (row.row() >= 0) {
          Annotations parsed = KeyedAnnotations.parse(row.json(), ReadLimits.defaults());
          annotations.put(parsed.key(), row.json());
        }
      }
      Shard shard = shards.get(number);
      String path = "%s/shard-%05d.tar".formatted(output, number);
      AtomicFiles.write(
          path,
          channel -> {
            try (ShardWriter copy = new ShardWriter(Channels.newOutputStream(channel))) {
              AnnotatedShard.copy(
                  Channels.newInputStream(
                      FileSystems.open(FileSystems.matchNewResource(shard.path(), false))),
                  copy,
                  annotations,
                  ReadLimits.defaults());
            }
          });
      Stage.of("write shards", "bytes").add(shard.sizeBytes());
      out.output(path);
    }
  }
}
