package io.github.dejavubeam.transforms.npy;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.tally.TooManySkippedException;
import io.github.dejavubeam.transforms.vectors.SplitVectors;
import io.github.dejavubeam.transforms.vectors.UnusableRow;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Converts vectors in .npy files into vector blocks, part by part. A file that is not what it must
 * be ends the job, since its rows cannot be told apart any more.
 */
public final class ConvertNpy extends PTransform<PCollection<NpyPart>, PCollectionTuple> {

  private static final TupleTag<VectorBlock> BLOCKS = new TupleTag<>() {};
  private static final TupleTag<UnusableRow> UNUSABLE = new TupleTag<>() {};
  private static final TupleTag<SkippedExample> SKIPPED = new TupleTag<>() {};
  private static final TupleTag<KV<String, Long>> TALLY = new TupleTag<>() {};

  private final String split;
  private final VectorFolder folder;
  private final int blockRows;

  private ConvertNpy(String split, VectorFolder folder, int blockRows) {
    this.split = split;
    this.folder = folder;
    this.blockRows = blockRows;
  }

  /**
   * Converts the parts of a split.
   *
   * @param folder where its blocks go
   * @param blockRows most rows of a block
   */
  public static ConvertNpy of(String split, VectorFolder folder, int blockRows) {
    return new ConvertNpy(split, folder, blockRows);
  }

  @Override
  public PCollectionTuple expand(PCollection<NpyPart> parts) {
    return parts.apply(
        "Convert",
        ParDo.of(new Convert(split, folder, blockRows))
            .withOutputTags(BLOCKS, TupleTagList.of(List.of(UNUSABLE, SKIPPED, TALLY))));
  }

  /**
   * The vectors that {@link #expand} yielded.
   *
   * @param keyEncoder one of the encoders
   */
  public SplitVectors vectors(PCollectionTuple converted, String keyEncoder) {
    return new SplitVectors(
        split,
        folder,
        keyEncoder,
        converted.get(BLOCKS),
        converted.get(UNUSABLE),
        converted.get(SKIPPED),
        converted.get(TALLY));
  }

  private static final class Convert extends DoFn<NpyPart, VectorBlock> {
    private static final String READ = "read";
    private static final String EMBED = "embed";
    private static final String NO_DIRECTION = "a model gave a vector that is zero or not finite";
    private final String split;
    private final VectorFolder folder;
    private final int blockRows;

    Convert(String split, VectorFolder folder, int blockRows) {
      this.split = split;
      this.folder = folder;
      this.blockRows = blockRows;
    }

    @ProcessElement
    public void process(@Element NpyPart part, MultiOutputReceiver out) throws IOException {
      String path = part.sources().get(0).metadata();
      NpyConversion.Outcome outcome =
          new NpyConversion.Outcome() {
            @Override
            public void block(String name, int rows) {
              out.get(BLOCKS).output(VectorBlock.of(name, path, rows));
              Stage.of("convert " + split, "rows").add(rows);
            }

            @Override
            public void unusable(String block, int row, String key) {
              out.get(UNUSABLE).output(UnusableRow.of(block, row));
              leaveOut(key, EMBED, NO_DIRECTION);
            }

            @Override
            public void skipped(String key, String reason) {
              leaveOut(key, READ, reason);
            }

            private void leaveOut(String key, String stage, String reason) {
              out.get(SKIPPED).output(SkippedExample.of(path, key, stage, reason));
              out.get(TALLY).output(KV.of(Tally.skipped(split, stage, reason), 1L));
            }
          };
      try (NpyConversion conversion = new NpyConversion(part, folder, blockRows, outcome)) {
        conversion.run();
        out.get(TALLY).output(KV.of(Tally.read(split), conversion.count()));
      } catch (BadNpyException e) {
        throw new TooManySkippedException(e.getMessage());
      }
    }
  }
}
