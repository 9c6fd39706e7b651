package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.Leak;
import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockHashes;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SharedHashes;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.join.CoGbkResult;
import org.apache.beam.sdk.transforms.join.CoGroupByKey;
import org.apache.beam.sdk.transforms.join.KeyedPCollectionTuple;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Finds examples whose image bytes or caption also occur in a set where they must not, by hashes
 * that were taken when the examples were read (method, part 3).
 *
 * <p>First every hash learns the sets that have it, then the rows of those in more than one are
 * named. A hash may have millions of rows, as a caption that says nothing does: their names are
 * spread over many keys, so that no worker gets them all. What travels of a row is a hash and a
 * reference, the smallest id of each set with the first; and only of the rows whose hash is among
 * the {@link SharedHashes} of the sets by its first half.
 */
public final class FindSameContent {

  /** Keys that the rows of one hash are spread over. */
  private static final int SPREAD = 64;

  private static final TupleTag<Sightings> SHARED = new TupleTag<>() {};

  private FindSameContent() {}

  /**
   * The leaks of the target set and of the control set, where there is one.
   *
   * @param kinds which are looked for: of the same image, of the same caption
   */
  public static PCollection<FoundLeak> in(List<SeenSet.Examples> sets, Set<LeakKind> kinds) {
    long salt = sets.get(0).blocks().salt();
    List<PCollection<KV<Integer, BlockHashes>>> hashes = new ArrayList<>();
    for (SeenSet.Examples examples : sets) {
      hashes.add(hash(examples, kinds, salt));
    }
    PCollection<KV<Long, Iterable<BlockHashes>>> blocks =
        PCollectionList.of(hashes)
            .apply("Hashes", Flatten.pCollections())
            .apply("Shared", SharedHashes.find());
    List<PCollection<KV<byte[], Sightings>>> sightings = new ArrayList<>();
    for (SeenSet.Examples examples : sets) {
      sightings.add(
          read(
              "See " + examples.set().label(),
              blocks,
              examples,
              kinds,
              salt,
              new See(),
              new Sightings.SightingsCoder()));
    }
    PCollection<KV<byte[], Sightings>> shared =
        PCollectionList.of(sightings)
            .apply("Sightings", Flatten.pCollections())
            .apply("Meet", Combine.perKey(new Sightings.Merge()))
            .apply("Spread", ParDo.of(new Spread()))
            .setCoder(KvCoder.of(ByteArrayCoder.of(), new Sightings.SightingsCoder()));
    List<PCollection<FoundLeak>> leaks = new ArrayList<>();
    for (SeenSet.Examples examples : sets) {
      if (!examples.set().forbidden().isEmpty()) {
        String name = examples.set().label();
        TupleTag<Long> rows = new TupleTag<>();
        leaks.add(
            KeyedPCollectionTuple.of(SHARED, shared)
                .and(
                    rows,
                    read(
                        "Rows " + name,
                        blocks,
                        examples,
                        kinds,
                        salt,
                        new NameRow(),
                        VarLongCoder.of()))
                .apply("Join " + name, CoGroupByKey.create())
                .apply(
                    "Leaks " + name,
                    ParDo.of(new Name(examples.set(), examples.blocks(), rows))
                        .withSideInputs(examples.blocks().index()))
                .setCoder(SerializableCoder.of(FoundLeak.class)));
      }
    }
    return PCollectionList.of(leaks).apply("Same content", Flatten.pCollections());
  }

  private static PCollection<KV<Integer, BlockHashes>> hash(
      SeenSet.Examples examples, Set<LeakKind> kinds, long salt) {
    SplitBlocks blocks = examples.blocks();
    return examples
        .vectors()
        .apply(
            "Hash " + examples.set().label(),
            ParDo.of(new Hash(examples.set(), blocks, kinds, salt))
                .withSideInputs(blocks.index(), blocks.excluded()))
        .setCoder(BlockHashes.OF_PART);
  }

  private static <V> PCollection<KV<byte[], V>> read(
      String name,
      PCollection<KV<Long, Iterable<BlockHashes>>> shared,
      SeenSet.Examples examples,
      Set<LeakKind> kinds,
      long salt,
      OfRow<V> ofRow,
      Coder<V> coder) {
    SplitBlocks blocks = examples.blocks();
    return shared
        .apply(
            name,
            ParDo.of(new Read<>(examples.set(), blocks, kinds, salt, ofRow))
                .withSideInputs(blocks.index(), blocks.excluded()))
        .setCoder(KvCoder.of(ByteArrayCoder.of(), coder));
  }

  /** Names a block of a set. */
  private static long block(SeenSet set, int ordinal) {
    return RowReference.of(SeenSet.ALL.indexOf(set), ordinal);
  }

  /** What is said of a row under each of its hashes. */
  private interface OfRow<V> extends Serializable {

    V value(SeenSet set, long row, VectorBlockFile file);

    byte[] key(byte[] hash, LeakKind kind, long row);
  }

  private static final class See implements OfRow<Sightings> {
    @Override
    public Sightings value(SeenSet set, long row, VectorBlockFile file) {
      return Sightings.of(set, file.id(RowReference.row(row)));
    }

    @Override
    public byte[] key(byte[] hash, LeakKind kind, long row) {
      return ContentKey.of(hash, kind);
    }
  }

  private static final class NameRow implements OfRow<Long> {
    @Override
    public Long value(SeenSet set, long row, VectorBlockFile file) {
      return row;
    }

    @Override
    public byte[] key(byte[] hash, LeakKind kind, long row) {
      return ContentKey.spread(ContentKey.of(hash, kind), (int) (row % SPREAD));
    }
  }

  private static final class Hash extends DoFn<VectorBlock, KV<Integer, BlockHashes>> {
    private final SeenSet set;
    private final SplitBlocks blocks;
    private final HashSet<LeakKind> kinds;
    private final long salt;

    Hash(SeenSet set, SplitBlocks blocks, Set<LeakKind> kinds, long salt) {
      this.set = set;
      this.blocks = blocks;
      this.kinds = new HashSet<>(kinds);
      this.salt = salt;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block,
        ProcessContext context,
        OutputReceiver<KV<Integer, BlockHashes>> out) {
      BlockIndex index = context.sideInput(blocks.index());
      int ordinal = index.ordinal(block.name());
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(blocks.excluded()));
      LongSet hashes = new LongOpenHashSet();
      try (OpenBlocks open = blocks.openKeys(index)) {
        new BlockContents(open.get(ordinal), ordinal, excluded, kinds, salt)
            .forEach((kind, hash, prefix, row) -> hashes.add(prefix));
      }
      BlockHashes.deal(
          SeenSet.ALL.indexOf(set),
          block(set, ordinal),
          hashes,
          (part, some) -> out.output(KV.of(part, some)));
    }
  }

  private static final class Read<V> extends DoFn<KV<Long, Iterable<BlockHashes>>, KV<byte[], V>> {
    private final SeenSet set;
    private final SplitBlocks blocks;
    private final HashSet<LeakKind> kinds;
    private final long salt;
    private final OfRow<V> ofRow;

    Read(SeenSet set, SplitBlocks blocks, Set<LeakKind> kinds, long salt, OfRow<V> ofRow) {
      this.set = set;
      this.blocks = blocks;
      this.kinds = new HashSet<>(kinds);
      this.salt = salt;
      this.ofRow = ofRow;
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Iterable<BlockHashes>> block,
        ProcessContext context,
        OutputReceiver<KV<byte[], V>> out) {
      int ordinal = RowReference.row(block.getKey());
      if (block.getKey() != block(set, ordinal)) {
        return;
      }
      ExcludedRows excluded = ExcludedRows.ofBlock(ordinal, context.sideInput(blocks.excluded()));
      LongSet shared = BlockHashes.all(block.getValue());
      try (OpenBlocks open = blocks.openKeys(context.sideInput(blocks.index()))) {
        VectorBlockFile file = open.get(ordinal);
        new BlockContents(file, ordinal, excluded, kinds, salt)
            .forEach(
                (kind, hash, prefix, row) -> {
                  if (shared.contains(prefix)) {
                    long reference = RowReference.of(ordinal, row);
                    out.output(
                        KV.of(ofRow.key(hash, kind, reference), ofRow.value(set, reference, file)));
                  }
                });
      }
    }
  }

  private static final class Spread extends DoFn<KV<byte[], Sightings>, KV<byte[], Sightings>> {

    @ProcessElement
    public void process(
        @Element KV<byte[], Sightings> content, OutputReceiver<KV<byte[], Sightings>> out) {
      if (content.getValue().isShared()) {
        for (int part = 0; part < SPREAD; part++) {
          out.output(KV.of(ContentKey.spread(content.getKey(), part), content.getValue()));
        }
      }
    }
  }

  private static final class Name extends DoFn<KV<byte[], CoGbkResult>, FoundLeak> {
    private final SeenSet set;
    private final SplitBlocks blocks;
    private final TupleTag<Long> rows;
    private transient OpenBlocks open;

    Name(SeenSet set, SplitBlocks blocks, TupleTag<Long> rows) {
      this.set = set;
      this.blocks = blocks;
      this.rows = rows;
    }

    @Teardown
    public void tearDown() {
      if (open != null) {
        open.close();
      }
    }

    @ProcessElement
    public void process(
        @Element KV<byte[], CoGbkResult> joined,
        ProcessContext context,
        OutputReceiver<FoundLeak> out) {
      Sightings seen = joined.getValue().getOnly(SHARED, null);
      if (seen == null || set.forbidden().stream().noneMatch(seen::isIn)) {
        return;
      }
      if (open == null) {
        open = blocks.openKeys(context.sideInput(blocks.index()));
      }
      LeakKind kind = ContentKey.kind(joined.getKey());
      for (long row : joined.getValue().getAll(rows)) {
        String id = open.id(row);
        for (SeenSet other : set.forbidden()) {
          if (seen.isIn(other)) {
            out.output(
                new FoundLeak(
                    set,
                    row,
                    new Leak(set.label(), id, kind, other.label(), seen.id(other), Double.NaN)));
          }
        }
      }
    }
  }
}
