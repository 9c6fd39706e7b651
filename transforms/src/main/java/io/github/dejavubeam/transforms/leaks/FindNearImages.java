package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.Leak;
import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Finds examples whose image lies nearer than a threshold to one of a set where it must not occur:
 * another encoding, size or crop of the same picture (method, part 3). It takes the nearest image
 * of each example, retrieved in the image space of the audited model.
 */
public final class FindNearImages
    extends PTransform<PCollection<KV<Long, Retrieval>>, PCollection<FoundLeak>> {

  private final SeenSet set;
  private final SplitBlocks blocks;
  private final SeenSet otherSet;
  private final SplitBlocks otherBlocks;
  private final double distance;

  private FindNearImages(
      SeenSet set, SplitBlocks blocks, SeenSet otherSet, SplitBlocks otherBlocks, double distance) {
    this.set = set;
    this.blocks = blocks;
    this.otherSet = otherSet;
    this.otherBlocks = otherBlocks;
    this.distance = distance;
  }

  /**
   * Finds examples of one set in another.
   *
   * @param blocks of the set whose examples were searched for
   * @param otherBlocks of the set that was searched
   * @param distance squared distance below which two images are taken for the same, above 0
   */
  public static FindNearImages of(
      SeenSet set, SplitBlocks blocks, SeenSet otherSet, SplitBlocks otherBlocks, double distance) {
    return new FindNearImages(set, blocks, otherSet, otherBlocks, distance);
  }

  @Override
  public PCollection<FoundLeak> expand(PCollection<KV<Long, Retrieval>> nearest) {
    return nearest
        .apply("Near", ParDo.of(new Near()).withSideInputs(blocks.index(), otherBlocks.index()))
        .setCoder(SerializableCoder.of(FoundLeak.class));
  }

  private final class Near extends DoFn<KV<Long, Retrieval>, FoundLeak> {
    private transient OpenBlocks open;
    private transient OpenBlocks openOther;

    @Teardown
    public void tearDown() {
      if (open != null) {
        open.close();
        openOther.close();
      }
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Retrieval> retrieved,
        ProcessContext context,
        OutputReceiver<FoundLeak> out) {
      NearestNeighbors found = retrieved.getValue().neighbors(0);
      if (found.size() == 0 || !(found.distance(0) < distance)) {
        return;
      }
      if (open == null) {
        open = blocks.openKeys(context.sideInput(blocks.index()));
        openOther = otherBlocks.openKeys(context.sideInput(otherBlocks.index()));
      }
      long nearest = found.nearest(1, openOther)[0];
      out.output(
          new FoundLeak(
              set,
              retrieved.getKey(),
              new Leak(
                  set.label(),
                  open.id(retrieved.getKey()),
                  LeakKind.NEAR_IMAGE,
                  otherSet.label(),
                  openOther.id(nearest),
                  found.distance(0))));
    }
  }
}
