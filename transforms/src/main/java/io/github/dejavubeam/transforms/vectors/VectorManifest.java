package io.github.dejavubeam.transforms.vectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * What an encoder's folder of a split holds: {@code manifest.json}, written when all its blocks are
 * in place.
 *
 * @param version of this format, 1
 * @param encoder name of the model and what it embeds, for instance {@code clip-a.image}
 * @param modelDigest SHA-256 over the model's files, hexadecimal
 * @param preprocessingDigest SHA-256 over what is done to an example before the model sees it
 * @param dimension components of a vector
 * @param vectorType how they are stored, {@code float32} or {@code float16}; absent in manifests
 *     from before there was a choice, which means float32
 * @param normalized whether vectors have length 1, but for that rounding
 * @param batchSize examples of one call of the model
 * @param device what it ran on
 * @param read examples found in the shards
 * @param skipped examples left out of the blocks
 * @param rows examples in the blocks
 * @param blocks the blocks, sorted by name
 * @param objectTagger SHA-256 of the tagger that saw the objects of examples with none annotated;
 *     null, and absent from the file, where nothing did
 */
public record VectorManifest(
    @JsonProperty(required = true) int version,
    @JsonProperty(required = true) String encoder,
    @JsonProperty(required = true) String modelDigest,
    @JsonProperty(required = true) String preprocessingDigest,
    @JsonProperty(required = true) int dimension,
    @JsonProperty @JsonSetter(nulls = Nulls.SET) String vectorType,
    @JsonProperty(required = true) boolean normalized,
    @JsonProperty(required = true) int batchSize,
    @JsonProperty(required = true) String device,
    @JsonProperty(required = true) long read,
    @JsonProperty(required = true) long skipped,
    @JsonProperty(required = true) long rows,
    @JsonProperty(required = true) List<Block> blocks,
    @JsonProperty
        @JsonSetter(nulls = Nulls.SET)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        String objectTagger) {

  /** The version of the format that this program writes and reads. */
  public static final int VERSION = 1;

  private static final long MAX_BYTES = 1L << 30;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          // What may be absent is left out, so null is never written; to Jackson both are one.
          .setDefaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));

  /** A manifest. */
  public VectorManifest {
    vectorType = vectorType == null ? VectorType.FLOAT32.label() : vectorType;
  }

  /** A manifest of vectors whose objects are all annotated. */
  public VectorManifest(
      int version,
      String encoder,
      String modelDigest,
      String preprocessingDigest,
      int dimension,
      String vectorType,
      boolean normalized,
      int batchSize,
      String device,
      long read,
      long skipped,
      long rows,
      List<Block> blocks) {
    this(
        version,
        encoder,
        modelDigest,
        preprocessingDigest,
        dimension,
        vectorType,
        normalized,
        batchSize,
        device,
        read,
        skipped,
        rows,
        blocks,
        null);
  }

  /**
   * A block.
   *
   * @param name file name without ending
   * @param shard where its examples came from
   * @param rows number of examples
   * @param unusable rows whose vector is NaN
   */
  public record Block(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) String shard,
      @JsonProperty(required = true) int rows,
      @JsonProperty(required = true) List<Integer> unusable)
      implements Serializable {}

  /**
   * Reads the manifest of an encoder.
   *
   * @throws FileNotFoundException if there is none
   * @throws IOException if it cannot be read or is not one that this program understands
   */
  public static VectorManifest read(VectorFolder folder, String encoder) throws IOException {
    String path = folder.manifest(encoder);
    VectorManifest manifest;
    try {
      manifest = JSON.readValue(AtomicFiles.read(path, MAX_BYTES), VectorManifest.class);
    } catch (JsonProcessingException e) {
      throw new IOException(path + " is not a manifest of vectors: " + e.getOriginalMessage(), e);
    }
    if (manifest == null) {
      throw new IOException(path + " is not a manifest of vectors but null");
    }
    if (manifest.version() != VERSION || !manifest.encoder().equals(encoder)) {
      throw new IOException(
          path
              + " is version "
              + manifest.version()
              + " of "
              + manifest.encoder()
              + ", not version "
              + VERSION
              + " of "
              + encoder);
    }
    try {
      VectorType.of(manifest.vectorType());
    } catch (IllegalArgumentException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
    for (Block block : manifest.blocks()) {
      if (!block.name().matches("[A-Za-z0-9_-]{1,200}")) {
        throw new IOException(path + " names a block that is not a plain file name");
      }
    }
    return manifest;
  }

  /** Whether a folder has a manifest of that encoder, be it one that can be read or not. */
  public static boolean isIn(VectorFolder folder, String encoder) {
    try {
      read(folder, encoder);
      return true;
    } catch (FileNotFoundException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Opens the first block, to see before a run that the blocks are those of this manifest.
   *
   * @throws FileNotFoundException if it is not there
   * @throws IOException if it is not a block, or its vectors are of another length
   */
  public void checkFirstBlock(VectorFolder folder) throws IOException {
    if (blocks.isEmpty()) {
      return;
    }
    String path = folder.block(encoder, blocks.get(0).name());
    try (LeasedBlock first = LeasedBlock.open(BlockCache.ofProcess(), path, () -> {})) {
      if (first.block().dimension() != dimension) {
        throw new IOException(
            "%s has vectors of %d components, but its manifest says %d"
                .formatted(path, first.block().dimension(), dimension));
      }
    }
  }

  /** Writes the manifest into its folder. */
  public void write(VectorFolder folder) throws IOException {
    AtomicFiles.write(folder.manifest(encoder), JSON.writeValueAsBytes(this));
  }
}
