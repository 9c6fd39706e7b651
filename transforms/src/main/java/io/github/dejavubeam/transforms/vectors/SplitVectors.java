package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * The vectors of a split, embedded now or read from a folder.
 *
 * @param split its name
 * @param folder where its blocks lie
 * @param keyEncoder an encoder of the split whose blocks serve to look up keys and labels
 * @param blocks its blocks
 * @param unusable rows that some encoder gave no direction to, each once
 * @param skipped what was left out, rows without a direction among it
 * @param tally events of its examples, see {@link io.github.dejavubeam.transforms.tally.Tally}
 */
public record SplitVectors(
    String split,
    VectorFolder folder,
    String keyEncoder,
    PCollection<VectorBlock> blocks,
    PCollection<UnusableRow> unusable,
    PCollection<SkippedExample> skipped,
    PCollection<KV<String, Long>> tally) {

  /** Where its keys and labels are looked up. */
  public KeyBlocks keys() {
    return new KeyBlocks(folder, keyEncoder);
  }
}
