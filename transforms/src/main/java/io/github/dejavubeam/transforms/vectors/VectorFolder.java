package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.VectorBlockLayout;
import java.io.Serializable;

/**
 * Where the vectors of one split lie: {@code ROOT/ENCODER/BLOCK.arrow}, beside the records of the
 * shards that are done and a manifest for each encoder.
 *
 * @param root path without a trailing separator, as Beam's file systems take it
 */
public record VectorFolder(String root) implements Serializable {

  /** The block's file for that encoder. */
  public String block(String encoder, String block) {
    return root + "/" + encoder + "/" + block + VectorBlockLayout.SUFFIX;
  }

  /** The record of a finished shard. */
  public String shardRecord(String encoder, String shard) {
    return root + "/" + encoder + "/" + shard + ".json";
  }

  /** The manifest of an encoder's vectors, written when all are there. */
  public String manifest(String encoder) {
    return root + "/" + encoder + "/manifest.json";
  }
}
