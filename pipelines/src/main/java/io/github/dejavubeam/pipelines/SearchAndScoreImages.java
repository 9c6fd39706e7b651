package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.imagetest.LeakedRows;
import io.github.dejavubeam.transforms.imagetest.ScoreImages;
import io.github.dejavubeam.transforms.leaks.FoundLeak;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Lets the predictors of an image study classify the examples of a set: the target and the control
 * go the same way.
 *
 * @param plan what is searched and compared
 * @param search how
 * @param tagCounts what Naive Bayes learned, if it is a reference
 * @param leaks what was found in sets where it must not be
 */
record SearchAndScoreImages(
    ImagePlan plan,
    ExactSearch search,
    Optional<PCollectionView<TagCounts>> tagCounts,
    PCollection<FoundLeak> leaks) {

  /**
   * Adds the steps for a set to a pipeline.
   *
   * @param blocks its blocks
   * @param spellOut whether {@link ScoreImages#PREDICTIONS} are wanted
   */
  PCollectionTuple in(Pipeline pipeline, SeenSet set, SplitBlocks blocks, boolean spellOut) {
    PCollectionView<List<Long>> leaked = LeakSearch.rows(leaks, set);
    return search
        .in(pipeline, set.label(), blocks)
        .apply(
            "ScoreImages of " + set.label(),
            ScoreImages.of(
                plan.study(),
                set == SeenSet.CONTROL,
                plan.naiveBayes(),
                blocks,
                search.publicSet(),
                tagCounts,
                new LeakedRows(leaked, plan.leakCheck().excluded()),
                spellOut));
  }
}
