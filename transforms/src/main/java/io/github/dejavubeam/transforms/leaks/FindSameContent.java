package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.Leak;
import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
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
 * reference, the smallest id of each set with the first.
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
    List<PCollection<KV<byte[], Sightings>>> sightings = new ArrayList<>();
    for (SeenSet.Examples examples : sets) {
      sightings.add(
          read(
              "See " + examples.set().label(),
              examples,
              kinds,
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
                .and(rows, read("Rows " + name, examples, kinds, new NameRow(), VarLongCoder.of()))
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

  private static <V> PCollection<KV<byte[], V>> read(
      String name, SeenSet.Examples examples, Set<LeakKind> kinds, OfRow<V> ofRow, Coder<V> coder) {
    SplitBlocks blocks = examples.blocks();
    return examples
        .vectors()
        .apply(
            name,
            ParDo.of(new Read<>(examples.set(), blocks, kinds, ofRow))
                .withSideInputs(blocks.index(), blocks.excluded()))
        .setCoder(KvCoder.of(ByteArrayCoder.of(), coder));
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

  private static final class Read<V> extends DoFn<VectorBlock, KV<byte[], V>> {
    private final SeenSet set;
    private final SplitBlocks blocks;
    private final HashSet<LeakKind> kinds;
    private final OfRow<V> ofRow;

    Read(SeenSet set, SplitBlocks blocks, Set<LeakKind> kinds, OfRow<V> ofRow) {
      this.set = set;
      this.blocks = blocks;
      this.kinds = new HashSet<>(kinds);
      this.ofRow = ofRow;
    }

    @ProcessElement
    public void process(
        @Element VectorBlock block, ProcessContext context, OutputReceiver<KV<byte[], V>> out) {
      BlockIndex index = context.sideInput(blocks.index());
      ExcludedRows excluded = new ExcludedRows(context.sideInput(blocks.excluded()));
      int ordinal = index.ordinal(block.name());
      try (OpenBlocks open = blocks.openKeys(index)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (!excluded.contains(ordinal, row)) {
            long reference = RowReference.of(ordinal, row);
            output(LeakKind.SAME_IMAGE, file.imageHash(row), reference, file, out);
            output(LeakKind.SAME_CAPTION, file.captionHash(row), reference, file, out);
          }
        }
      }
    }

    private void output(
        LeakKind kind,
        byte[] hash,
        long row,
        VectorBlockFile file,
        OutputReceiver<KV<byte[], V>> out) {
      if (hash != null && kinds.contains(kind)) {
        out.output(KV.of(ofRow.key(hash, kind, row), ofRow.value(set, row, file)));
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
