package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vlm.ScoreExamples;
import io.github.dejavubeam.transforms.vlm.SpellExamples;
import io.github.dejavubeam.transforms.vlm.Splits;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;

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

  /** Rows of {@code examples/*.parquet}, there where they were asked for. */
  static final TupleTag<ExampleResult> RESULTS = new TupleTag<>() {};

  /**
   * Adds the steps for a set to a pipeline.
   *
   * @param blocks its blocks
   * @param leaked rows of it that also occur in another set
   * @param frequentLabels labels whose examples are looked at by themselves
   * @param spellOut whether {@link #RESULTS} are wanted
   */
  PCollectionTuple in(
      Pipeline pipeline,
      ScoredSet set,
      SplitBlocks blocks,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels,
      boolean spellOut) {
    String split = set == ScoredSet.CONTROL ? Splits.CONTROL : Splits.TARGET;
    PCollection<KV<Long, Retrieval>> retrieved =
        new ExactSearch(
                options,
                plan.study().searches(),
                plan.study().largestK(),
                plan.workers(),
                publicSet,
                tally)
            .in(pipeline, split, blocks);
    PCollectionTuple scored =
        retrieved.apply(
            "ScoreExamples of " + split,
            ScoreExamples.of(plan.study(), set, blocks, publicSet, leaked, frequentLabels));
    return spellOut
        ? scored.and(
            RESULTS,
            retrieved.apply(
                "SpellExamples of " + split, SpellExamples.of(plan.study(), blocks, publicSet)))
        : scored;
  }
}
