package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.retrieval.SearchTime;
import io.github.dejavubeam.transforms.retrieval.VectorRows;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One search task on its thread: it generates as many blocks as it has room for, searches them, and
 * so on until its part of the index is done.
 */
final class TaskRun {

  /** Name of the stage that counts compared pairs. */
  static final String STAGE = "search";

  private final VectorRows queries;
  private final List<Integer> ordinals;
  private final BlockBuffers buffers;
  private SearchEngine.BlockSearch search;
  private int next;
  private int loaded;
  private long threadNanos;
  private NearestNeighbors[] found;

  TaskRun(VectorRows queries, List<Integer> ordinals, BlockBuffers buffers) {
    this.queries = queries;
    this.ordinals = ordinals;
    this.buffers = buffers;
  }

  boolean finished() {
    return found != null;
  }

  /** Generates the next blocks. */
  void generate() {
    loaded = Math.min(buffers.places(), ordinals.size() - next);
    for (int place = 0; place < loaded; place++) {
      buffers.load(place, ordinals.get(next + place));
    }
  }

  /** Searches the blocks that were generated, and after the last of them collects the answers. */
  void search(SearchEngine engine, int k) {
    long start = ThreadTime.nanos();
    if (search == null) {
      long indexRows = ordinals.stream().mapToLong(buffers::rowCount).sum();
      search = engine.search(queries, k, Long::compare, indexRows);
    }
    Stage progress = Stage.of(STAGE, "pairs");
    search.addAll(
        () ->
            IntStream.range(0, loaded)
                .mapToObj(
                    place -> {
                      IndexBlock block = buffers.block(place);
                      progress.add((long) queries.rows() * block.rows().rows());
                      return block;
                    })
                .iterator(),
        ExcludedRows.NONE);
    next += loaded;
    loaded = 0;
    if (next == ordinals.size()) {
      NearestNeighbors[] answers = new NearestNeighbors[queries.rows()];
      for (int query = 0; query < answers.length; query++) {
        answers[query] = search.neighbors(query);
      }
      found = answers;
    }
    threadNanos += ThreadTime.nanos() - start;
  }

  /** The answers, by query; after the task is finished. */
  NearestNeighbors[] found() {
    return found;
  }

  /**
   * What the task took: the engine's own account, or where it keeps none, the time of this thread
   * as all search.
   */
  SearchTime time() {
    SearchTime time = search.time();
    return time.packNanos() + time.searchNanos() > 0 ? time : new SearchTime(0, threadNanos);
  }
}
