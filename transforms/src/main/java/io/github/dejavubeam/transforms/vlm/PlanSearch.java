package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.transforms.engines.SearchEngines;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import io.github.dejavubeam.transforms.retrieval.SearchTask;
import io.github.dejavubeam.transforms.tally.Tally;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.work.Workers;
import java.util.List;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
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

  private final String split;
  private final SplitBlocks target;
  private final SplitBlocks publicSet;
  private final PCollectionView<Tally> tally;
  private final List<EncoderPair> searches;
  private final int k;
  private final String engine;
  private final Workers workers;
  private final long memory;
  private final boolean scored;

  private PlanSearch(
      String split,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<Tally> tally,
      List<EncoderPair> searches,
      int k,
      String engine,
      Workers workers,
      long memory,
      boolean scored) {
    this.split = split;
    this.target = target;
    this.publicSet = publicSet;
    this.tally = tally;
    this.searches = searches;
    this.k = k;
    this.engine = engine;
    this.workers = workers;
    this.memory = memory;
    this.scored = scored;
  }

  /**
   * Plans the search of the public set for every example of a set.
   *
   * @param split name of the set whose examples search, the target or the control
   * @param target its blocks
   * @param tally what was read and left out of both splits, checked
   * @param searches the encoders of each search
   * @param k neighbours wanted
   * @param engine what will search, one of {@link SearchEngines#names}
   * @param workers what can search at the same time
   * @param memory bytes that a task may hold for its queries and their neighbours
   */
  public static PlanSearch of(
      String split,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<Tally> tally,
      List<EncoderPair> searches,
      int k,
      String engine,
      Workers workers,
      long memory) {
    return new PlanSearch(
        split, target, publicSet, tally, List.copyOf(searches), k, engine, workers, memory, true);
  }

  /** The same, for a search whose answers are not scored. */
  public PlanSearch unscored() {
    return new PlanSearch(
        split, target, publicSet, tally, searches, k, engine, workers, memory, false);
  }

  @Override
  public PCollection<SearchTask> expand(PBegin begin) {
    return begin
        .apply("Start", Create.of(0))
        .apply(
            "Plan", ParDo.of(new Plan()).withSideInputs(target.index(), publicSet.index(), tally))
        .apply("Spread", Reshuffle.of())
        .apply("Tasks", Values.create());
  }

  private final class Plan extends DoFn<Integer, KV<Integer, SearchTask>> {

    @ProcessElement
    public void process(ProcessContext context, OutputReceiver<KV<Integer, SearchTask>> out) {
      // Asked for so that no search starts before it is known that enough of the data is good.
      Tally checked = context.sideInput(tally);
      BlockIndex queries = context.sideInput(target.index());
      BlockIndex index = context.sideInput(publicSet.index());
      List<Integer> dimensions =
          searches.stream().map(search -> dimension(search, queries)).toList();
      int queriesOfATask = queriesOfATask(dimensions);
      SearchPlan plan =
          SearchPlan.of(dimensions, queries.rows(), index.rows(), workers.count(), queriesOfATask);
      List<SearchTask> tasks = plan.tasks();
      long pairs = (long) searches.size() * rows(queries) * rows(index);
      LOG.info(
          "{} searches of {} public rows ({} blocks) for {} {} examples ({} blocks): {} tasks for {}"
              + " workers of at most {} examples each, since {} MB hold so many with their {}"
              + " nearest; {} examples were left out",
          searches.size(),
          rows(index),
          index.size(),
          rows(queries),
          split,
          queries.size(),
          tasks.size(),
          workers.count(),
          queriesOfATask,
          memory / 1_000_000,
          k,
          checked.leftOut(split) + checked.leftOut(Splits.PUBLIC));
      Stage.of("search", "pairs").expect(pairs);
      if (scored) {
        Stage.of("score", "examples").expect(checked.found(split) - checked.leftOut(split));
      }
      for (int task = 0; task < tasks.size(); task++) {
        out.output(KV.of(workers.key(plan.worker(task), task), tasks.get(task)));
      }
    }
  }

  /** Components of the vectors of a search; 0 where there is nothing to search for. */
  private int dimension(EncoderPair search, BlockIndex queries) {
    try (OpenBlocks blocks = target.open(search.query(), queries)) {
      return queries.size() == 0 ? 0 : blocks.get(0).dimension();
    }
  }

  private int queriesOfATask(List<Integer> dimensions) {
    long bytes =
        dimensions.stream()
            .filter(dimension -> dimension > 0)
            .mapToLong(dimension -> SearchEngines.named(engine).bytesPerQuery(dimension, k))
            .max()
            .orElse(1);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, memory / Math.max(1, bytes)));
  }

  private static long rows(BlockIndex index) {
    return index.rows().stream().mapToLong(Integer::longValue).sum();
  }
}
