package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vlm.ScoreExamples;
import io.github.dejavubeam.transforms.vlm.Splits;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * Retrieves and scores the examples of a set: the target and the control go the same way.
 *
 * @param plan what is searched and compared
 * @param options how it is searched
 * @param publicSet what is searched
 * @param tally what was read and left out of all sets, checked
 */
record SearchAndScore(
    VlmPlan plan, VlmOptions options, SplitBlocks publicSet, PCollectionView<Tally> tally) {

  /**
   * Adds the steps for a set to a pipeline.
   *
   * @param blocks its blocks
   * @param leaked rows of it that also occur in another set
   * @param frequentLabels labels whose examples are looked at by themselves
   * @param spellOut whether {@link ScoreExamples#RESULTS} are wanted
   */
  PCollectionTuple in(
      Pipeline pipeline,
      ScoredSet set,
      SplitBlocks blocks,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels,
      boolean spellOut) {
    String split = set == ScoredSet.CONTROL ? Splits.CONTROL : Splits.TARGET;
    return new ExactSearch(
            options,
            plan.study().searches(),
            plan.study().largestK(),
            plan.workers(),
            publicSet,
            tally)
        .in(pipeline, split, blocks)
        .apply(
            "ScoreExamples of " + split,
            ScoreExamples.of(
                plan.study(), set, blocks, publicSet, leaked, frequentLabels, spellOut));
  }
}
