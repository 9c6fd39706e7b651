package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vectors.SearchBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vlm.PlanSearch;
import io.github.dejavubeam.transforms.work.Workers;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;

/**
 * The searches of a study, the same for every set whose examples are scored.
 *
 * @param options how it is searched
 * @param searches the encoders of each search
 * @param k neighbours wanted
 * @param workers tasks that can run at the same time
 * @param publicSet what is searched
 * @param tally what was read and left out of all sets, checked
 */
record ExactSearch(
    SearchOptions options,
    List<EncoderPair> searches,
    int k,
    Workers workers,
    SplitBlocks publicSet,
    PCollectionView<Tally> tally) {

  /**
   * Adds the steps for a set to a pipeline; yields what was found by row of the set.
   *
   * @param split its name
   * @param blocks its blocks
   */
  PCollection<KV<Long, Retrieval>> in(Pipeline pipeline, String split, SplitBlocks blocks) {
    return pipeline
        .apply(
            "PlanSearch of " + split,
            PlanSearch.of(
                split,
                blocks,
                publicSet,
                tally,
                searches,
                k,
                options.getEngine(),
                workers,
                options.getSearchMemory()))
        .apply(
            "SearchBlocks of " + split,
            SearchBlocks.of(blocks, publicSet, searches, k, options.getEngine()));
  }
}
