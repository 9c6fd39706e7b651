package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import io.github.dejavubeam.transforms.retrieval.SearchTask;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.SearchBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Once everything is embedded: ends the job if too much was left out, else cuts the searches into
 * tasks.
 */
public final class PlanSearch extends PTransform<PBegin, PCollection<SearchTask>> {

  private static final Logger LOG = LoggerFactory.getLogger(PlanSearch.class);

  private final SplitBlocks target;
  private final SplitBlocks publicSet;
  private final PCollectionView<Tally> tally;
  private final int searches;
  private final int workers;

  private PlanSearch(
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<Tally> tally,
      int searches,
      int workers) {
    this.target = target;
    this.publicSet = publicSet;
    this.tally = tally;
    this.searches = searches;
    this.workers = workers;
  }

  /**
   * Plans the search of the public set for every target.
   *
   * @param tally what was read and left out of both splits, checked
   * @param searches number of searches
   * @param workers tasks that can run at the same time
   */
  public static PlanSearch of(
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<Tally> tally,
      int searches,
      int workers) {
    return new PlanSearch(target, publicSet, tally, searches, workers);
  }

  @Override
  public PCollection<SearchTask> expand(PBegin begin) {
    return begin
        .apply("Start", Create.of(0))
        .apply(
            "Plan", ParDo.of(new Plan()).withSideInputs(target.index(), publicSet.index(), tally))
        .apply("Spread", Reshuffle.viaRandomKey());
  }

  private final class Plan extends DoFn<Integer, SearchTask> {

    @ProcessElement
    public void process(ProcessContext context, OutputReceiver<SearchTask> out) {
      // Asked for so that no search starts before it is known that enough of the data is good.
      Tally checked = context.sideInput(tally);
      BlockIndex queries = context.sideInput(target.index());
      BlockIndex index = context.sideInput(publicSet.index());
      List<SearchTask> tasks =
          SearchPlan.of(
              searches, queries.rows(), index.rows(), workers, SearchBlocks.MAX_QUERY_ROWS);
      long pairs = (long) searches * rows(queries) * rows(index);
      LOG.info(
          "{} searches of {} public rows ({} blocks) for {} targets ({} blocks): {} tasks for {}"
              + " workers; {} examples were left out",
          searches,
          rows(index),
          index.size(),
          rows(queries),
          queries.size(),
          tasks.size(),
          workers,
          checked.leftOut(Splits.TARGET) + checked.leftOut(Splits.PUBLIC));
      Stage.of("search", "pairs").expect(pairs);
      tasks.forEach(out::output);
    }
  }

  private static long rows(BlockIndex index) {
    return index.rows().stream().mapToLong(Integer::longValue).sum();
  }
}
