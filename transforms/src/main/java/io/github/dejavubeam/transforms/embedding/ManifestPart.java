package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.Serializable;
import java.util.ArrayList;

/**
 * What one shard adds to the manifest of an encoder.
 *
 * @param read examples found
 * @param skipped examples left out of the blocks
 * @param blocks the blocks
 */
record ManifestPart(long read, long skipped, ArrayList<VectorManifest.Block> blocks)
    implements Serializable {

  static ManifestPart of(ShardRecord record) {
    ArrayList<VectorManifest.Block> blocks = new ArrayList<>();
    for (ShardRecord.Block block : record.blocks()) {
      blocks.add(
          new VectorManifest.Block(
              block.name(),
              record.shard(),
              block.rows(),
              new ArrayList<>(block.unusable().stream().map(ShardRecord.Unusable::row).toList())));
    }
    return new ManifestPart(record.read(), record.skipped().size(), blocks);
  }
}
