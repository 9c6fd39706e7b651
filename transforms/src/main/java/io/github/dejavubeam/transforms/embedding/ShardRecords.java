package io.github.dejavubeam.transforms.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ImageTagger;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds and keeps the records of finished shards. */
final class ShardRecords {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MAX_RECORD_BYTES = 1L << 30;

  private final EmbeddingPlan plan;

  ShardRecords(EmbeddingPlan plan) {
    this.plan = plan;
  }

  /**
   * A name for the shard as it is now, for how it is cut into rows and for what sees their objects:
   * the same name means the same rows in the same blocks. A shard that was written again has
   * another.
   */
  String name(Shard shard) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                "rows 2",
                shard.path(),
                Long.toString(shard.sizeBytes()),
                Long.toString(shard.lastModifiedMillis()),
                Boolean.toString(plan.needsImage()),
                Boolean.toString(plan.needsCaption()),
                Boolean.toString(plan.needsLabel()),
                plan.crop() == null ? "whole" : plan.crop().description(),
                Integer.toString(plan.blockRows()),
                Long.toString(plan.maxPixels()),
                plan.limits().toString()));
    ImageTagger tagger = plan.objectTagger();
    if (tagger != null) {
      parts.add(tagger.digest());
      parts.add(Integer.toString(plan.batchSize()));
      parts.add(plan.placement().arithmetic());
    }
    return Digests.hex(parts.toArray(String[]::new)).substring(0, 24);
  }

  /** Digest of everything but the example that decides a vector. */
  String encoder(EncoderSpec encoder) {
    return Digests.hex(
        encoder.modelDigest(),
        encoder.preprocessingDigest(),
        Integer.toString(plan.batchSize()),
        plan.placement().arithmetic(),
        plan.vectorType().label());
  }

  /** The record of that shard under that encoder, if it is finished and nothing has changed. */
  Optional<ShardRecord> find(Shard shard, EncoderSpec encoder) throws IOException {
    byte[] bytes;
    try {
      bytes =
          AtomicFiles.read(plan.folder().shardRecord(encoder.key(), name(shard)), MAX_RECORD_BYTES);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(bytes, ShardRecord.class))
          .filter(record -> record.encoder().equals(encoder(encoder)));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * Forgets what is on record of a shard whose blocks are about to be replaced, and that all blocks
   * of the encoder are there: cut off in the middle, it must not pass for finished under the old
   * settings.
   */
  void forget(Shard shard, EncoderSpec encoder) throws IOException {
    AtomicFiles.delete(plan.folder().manifest(encoder.key()));
    AtomicFiles.delete(plan.folder().shardRecord(encoder.key(), name(shard)));
  }

  /** Keeps a record; its blocks must be in place. */
  void keep(Shard shard, EncoderSpec encoder, ShardRecord record) throws IOException {
    AtomicFiles.write(
        plan.folder().shardRecord(encoder.key(), name(shard)), JSON.writeValueAsBytes(record));
  }
}
