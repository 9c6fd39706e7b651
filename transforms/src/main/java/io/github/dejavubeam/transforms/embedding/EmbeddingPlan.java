package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/**
 * How the examples of one split become vectors.
 *
 * @param split name of the split, for progress and errors
 * @param folder where the blocks go
 * @param encoders what embeds them, at least one
 * @param needsImage whether an example without a readable image is left out
 * @param needsCaption whether an example without a caption is left out
 * @param needsLabel whether an example without a class is left out
 * @param crop the part of an image that is embedded; null for whole images
 * @param blockRows most examples of a block
 * @param vectorType how vectors are stored
 * @param batchSize examples of one call of a model
 * @param placement where models are computed
 * @param intraOpThreads threads of one call of a model
 * @param maxPixels largest image decoded
 * @param limits bounds of what is read
 * @param objectTagger sees the objects of examples that have none annotated; null where nothing
 *     does
 */
public record EmbeddingPlan(
    String split,
    VectorFolder folder,
    List<EncoderSpec> encoders,
    boolean needsImage,
    boolean needsCaption,
    boolean needsLabel,
    @Nullable BackgroundCrop crop,
    int blockRows,
    VectorType vectorType,
    int batchSize,
    Placement placement,
    int intraOpThreads,
    long maxPixels,
    ReadLimits limits,
    @Nullable ImageTagger objectTagger)
    implements Serializable {

  /** This plan for the part of each image that {@code background} finds. */
  public EmbeddingPlan ofBackgrounds(BackgroundCrop background) {
    return with(needsLabel, background, objectTagger);
  }

  /** This plan for examples that have a class. */
  public EmbeddingPlan ofLabelled() {
    return with(true, crop, objectTagger);
  }

  /** This plan with a tagger that sees the objects of examples that have none annotated. */
  public EmbeddingPlan withObjectsSeenBy(ImageTagger tagger) {
    return with(needsLabel, crop, tagger);
  }

  private EmbeddingPlan with(
      boolean labelled, @Nullable BackgroundCrop background, @Nullable ImageTagger tagger) {
    return new EmbeddingPlan(
        split,
        folder,
        encoders,
        needsImage,
        needsCaption,
        labelled,
        background,
        blockRows,
        vectorType,
        batchSize,
        placement,
        intraOpThreads,
        maxPixels,
        limits,
        tagger);
  }

  /**
   * A plan.
   *
   * @throws IllegalArgumentException if there is no encoder, a size is below 1, or a block would be
   *     larger than can be read
   */
  public EmbeddingPlan {
    encoders = List.copyOf(encoders);
    if (encoders.isEmpty() || blockRows < 1 || batchSize < 1 || intraOpThreads < 1) {
      throw new IllegalArgumentException("an encoder, and sizes of at least 1 are needed");
    }
    for (EncoderSpec encoder : encoders) {
      long most = BlockRows.mostRows(encoder.dimension(), vectorType);
      if (blockRows > most) {
        throw new IllegalArgumentException(
            "--blockRows=%d: a block of %s vectors of %s may have at most %d rows"
                .formatted(blockRows, vectorType.label(), encoder.key(), most));
      }
    }
  }
}
