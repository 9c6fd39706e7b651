package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds the rows of a split that repeat the key of another, all but one: the one whose content has
 * the smallest hash, so that the choice does not depend on how examples are spread over shards.
 * Yields key and {@link RowReference} of each row to leave out. Only keys and hashes travel.
 */
public final class FindDuplicateKeys
    extends PTransform<PCollection<VectorBlock>, PCollection<KV<String, Long>>> {

  private final SplitBlocks split;

  private FindDuplicateKeys(SplitBlocks split) {
    this.split = split;
  }

  /** Reads the keys of a split, but for the rows that it excludes already. */
  public static FindDuplicateKeys of(SplitBlocks split) {
    return new FindDuplicateKeys(split);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<VectorBlock> blocks) {
    return blocks
        .apply("ReadKeys", ParDo.of(new ReadKeys()).withSideInputs(split.index(), split.excluded()))
        .setCoder(KvCoder.of(StringUtf8Coder.of(), KeyOccurrences.CODER))
        .apply("KeepOne", Combine.perKey(new KeyOccurrences.Merge()))
        .apply("Others", ParDo.of(new Others()));
  }

  private final class ReadKeys extends DoFn<VectorBlock, KV<String, KeyOccurrences>> {

    @ProcessElement
    public void process(
        @Element VectorBlock block,
        ProcessContext context,
        OutputReceiver<KV<String, KeyOccurrences>> out) {
      BlockIndex blocks = context.sideInput(split.index());
      ExcludedRows excluded = new ExcludedRows(context.sideInput(split.excluded()));
      int ordinal = blocks.ordinal(block.name());
      try (OpenBlocks open = split.openKeys(blocks)) {
        VectorBlockFile file = open.get(ordinal);
        for (int row = 0; row < file.rows(); row++) {
          if (excluded.contains(ordinal, row)) {
            continue;
          }
          out.output(
              KV.of(
                  file.id(row),
                  KeyOccurrences.of(file.exampleHash(row), RowReference.of(ordinal, row))));
        }
      }
    }
  }

  private static final class Others extends DoFn<KV<String, KeyOccurrences>, KV<String, Long>> {

    @ProcessElement
    public void process(
        @Element KV<String, KeyOccurrences> key, OutputReceiver<KV<String, Long>> out) {
      key.getValue().others().forEach((long row) -> out.output(KV.of(key.getKey(), row)));
    }
  }
}
