package io.github.dejavubeam.transforms.embedding;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of one shard under one encoder, written when all its blocks are in place: the proof
 * that it need not be embedded again.
 *
 * @param shard the shard's path
 * @param encoder digest of everything that decides a vector
 * @param read examples found, and one for a rest that could not be read
 * @param blocks the blocks written, in the order of the shard
 * @param skipped what was left out while reading and decoding
 */
record ShardRecord(
    @JsonProperty(required = true) String shard,
    @JsonProperty(required = true) String encoder,
    @JsonProperty(required = true) long read,
    @JsonProperty(required = true) List<Block> blocks,
    @JsonProperty(required = true) List<Skipped> skipped) {

  /**
   * A block.
   *
   * @param name file name without ending
   * @param rows number of examples
   * @param unusable rows for which the model gave no direction
   */
  record Block(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) int rows,
      @JsonProperty(required = true) List<Unusable> unusable) {}

  /** A row without a usable vector. */
  record Unusable(
      @JsonProperty(required = true) int row, @JsonProperty(required = true) String key) {}

  /** Something left out. */
  record Skipped(
      @JsonProperty(required = true) String key,
      @JsonProperty(required = true) String stage,
      @JsonProperty(required = true) String reason) {}
}
