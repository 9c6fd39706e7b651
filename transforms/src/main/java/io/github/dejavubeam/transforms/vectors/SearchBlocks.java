package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.engines.SearchEngines;
import io.github.dejavubeam.transforms.progress.Counters;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.MergeRetrievals;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.retrieval.RetrievalCoder;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.retrieval.SearchTask;
import io.github.dejavubeam.transforms.retrieval.SearchTime;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Runs search tasks over blocks on disk and merges their parts: for every usable query row, the
 * neighbours that each search found. Tasks and results are references; vectors are mapped where
 * they are needed.
 */
public final class SearchBlocks
    extends PTransform<PCollection<SearchTask>, PCollection<KV<Long, Retrieval>>> {

  private final SplitBlocks queries;
  private final SplitBlocks index;
  private final List<EncoderPair> searches;
  private final int k;
  private final String engine;

  private SearchBlocks(
      SplitBlocks queries, SplitBlocks index, List<EncoderPair> searches, int k, String engine) {
    this.queries = queries;
    this.index = index;
    this.searches = searches;
    this.k = k;
    this.engine = engine;
  }

  /**
   * The k nearest rows of {@code index} to each row of {@code queries}.
   *
   * @param searches the encoders of each search, by its ordinal
   * @param engine one of {@link SearchEngines#names}
   */
  public static SearchBlocks of(
      SplitBlocks queries, SplitBlocks index, List<EncoderPair> searches, int k, String engine) {
    return new SearchBlocks(queries, index, List.copyOf(searches), k, engine);
  }

  @Override
  public PCollection<KV<Long, Retrieval>> expand(PCollection<SearchTask> tasks) {
    return tasks
        .apply(
            "Search",
            ParDo.of(new Search())
                .withSideInputs(
                    queries.index(), queries.excluded(), index.index(), index.excluded()))
        .setCoder(KvCoder.of(VarLongCoder.of(), RetrievalCoder.of()))
        .apply("Merge", Combine.perKey(MergeRetrievals.of(searches.size(), k)));
  }

  private final class Search extends DoFn<SearchTask, KV<Long, Retrieval>> {
    private final Counter pairs = Counters.of("pairsCompared");
    private final Counter packMicros = Counters.of("packMicros");
    private final Counter searchMicros = Counters.of("searchMicros");

    @ProcessElement
    public void process(
        @Element SearchTask task, ProcessContext context, OutputReceiver<KV<Long, Retrieval>> out) {
      Stage progress = Stage.of("search", "pairs");
      progress.add(0);
      ExcludedRows excludedQueries = new ExcludedRows(context.sideInput(queries.excluded()));
      ExcludedRows excludedIndex = new ExcludedRows(context.sideInput(index.excluded()));
      EncoderPair encoders = searches.get(task.search());
      try (OpenBlocks queryBlocks =
              queries.open(encoders.query(), context.sideInput(queries.index()));
          OpenBlocks indexBlocks = index.open(encoders.index(), context.sideInput(index.index()))) {
        ConcatenatedRows rows = new ConcatenatedRows(queryBlocks, task.queryBlocks());
        BlockIndex indexed = context.sideInput(index.index());
        long indexRows =
            task.indexBlocks().stream().mapToLong(ordinal -> indexed.block(ordinal).rows()).sum();
        SearchEngine.BlockSearch search =
            SearchEngines.named(engine).search(rows, k, indexBlocks, indexRows);
        search.addAll(
            () ->
                task.indexBlocks().stream()
                    .map(
                        ordinal -> {
                          VectorBlockFile block = indexBlocks.get(ordinal);
                          progress.add((long) rows.rows() * block.rows());
                          return new IndexBlock(ordinal, block);
                        })
                    .iterator(),
            excludedIndex);
        SearchTime spent = search.time();
        packMicros.inc(spent.packNanos() / 1_000);
        searchMicros.inc(spent.searchNanos() / 1_000);
        pairs.inc(rows.rows() * indexRows);
        for (int row = 0; row < rows.rows(); row++) {
          long reference = rows.reference(row);
          if (!excludedQueries.contains(
              RowReference.block(reference), RowReference.row(reference))) {
            out.output(
                KV.of(
                    reference,
                    Retrieval.of(searches.size(), task.search(), search.neighbors(row))));
          }
        }
      }
    }
  }
}
