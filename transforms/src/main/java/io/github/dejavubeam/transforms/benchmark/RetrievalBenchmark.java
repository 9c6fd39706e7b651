package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.retrieval.SearchPlan;
import io.github.dejavubeam.transforms.retrieval.SearchTask;
import io.github.dejavubeam.transforms.retrieval.SearchTime;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Times an engine on a workload as a study would run it: the same cut into tasks, each on one
 * thread, and the same merge.
 *
 * <p><b>What is timed.</b> All threads generate as many blocks as fit into the memory they are
 * given, then all search them, in turns; wall time is the sum of the searching turns and the merge.
 * So generation is never inside, and an index of any size is searched in bounded memory. Within a
 * turn an engine may read ahead as it likes: the blocks are in memory. The threads wait for the
 * slowest after every turn, and tasks beyond the number of threads wait for all before them: with
 * several turns, wall time is somewhat overstated, processor time is not.
 */
public final class RetrievalBenchmark implements AutoCloseable {

  private static final int WARM_UP_QUERIES = 1024;

  /** Multiplications of a search that warms up: five times what an engine does before it looks. */
  private static final long WARM_UP_PRODUCTS = 15_000_000_000L;

  /** Queries of one task, more than most studies' {@code --searchMemory} allows. */
  private static final int MAX_QUERY_ROWS = 65_536;

  private final Workload workload;
  private final SearchEngine engine;
  private final BlockCut index;
  private final BlockCut queries;
  private final List<FloatRows> queryBlocks;
  private final List<SearchTask> tasks;
  private final Crew crew;
  private final List<BlockBuffers> buffers;

  private RetrievalBenchmark(
      Workload workload, SearchEngine engine, int threads, int blockRows, long dataBytes) {
    this.workload = workload;
    this.engine = engine;
    index = BlockCut.of(workload.rowCount(), blockRows, threads);
    // Two such blocks have more rows than a task may hold: every task has one.
    queries = BlockCut.of(workload.queryCount(), MAX_QUERY_ROWS, 1);
    queryBlocks =
        IntStream.range(0, queries.blocks())
            .mapToObj(
                block ->
                    FloatRows.draw(
                        workload.queries(), queries.firstRow(block), queries.rows(block)))
            .toList();
    tasks =
        SearchPlan.of(
                List.of(workload.dimension()),
                queries.sizes(),
                index.sizes(),
                threads,
                MAX_QUERY_ROWS)
            .tasks();
    crew = new Crew(threads);
    long blockBytes = (long) index.largest() * workload.dimension() * Float.BYTES;
    int places = (int) Math.max(1, Math.min(index.blocks(), dataBytes / (threads * blockBytes)));
    buffers =
        IntStream.range(0, threads)
            .mapToObj(thread -> new BlockBuffers(workload.rows(), index, places))
            .toList();
  }

  /**
   * A benchmark with its queries drawn.
   *
   * @param threads tasks that run at the same time, at least 1
   * @param blockRows most rows of an index block, at least 1
   * @param dataBytes memory for generated blocks; every thread holds one whatever this is
   */
  public static RetrievalBenchmark of(
      Workload workload, SearchEngine engine, int threads, int blockRows, long dataBytes) {
    return new RetrievalBenchmark(workload, engine, threads, blockRows, dataBytes);
  }

  /** Searches a small part of the data again and again, so that the engine is compiled. */
  public void warmUp(Duration duration) {
    long start = System.nanoTime();
    int queryCount = Math.min(WARM_UP_QUERIES, workload.queryCount());
    long enough = 1 + WARM_UP_PRODUCTS / ((long) WARM_UP_QUERIES * workload.dimension());
    int rowCount = (int) Math.min(enough, workload.rowCount());
    FloatRows rows = FloatRows.draw(workload.rows(), 0, rowCount);
    FloatRows someQueries = FloatRows.draw(workload.queries(), 0, queryCount);
    while (System.nanoTime() - start < duration.toNanos()) {
      SearchEngine.BlockSearch search =
          engine.search(someQueries, workload.k(), Long::compare, rowCount);
      search.addAll(List.of(new IndexBlock(0, rows)), ExcludedRows.NONE);
      for (int query = 0; query < queryCount; query++) {
        search.neighbors(query);
      }
    }
  }

  /**
   * Searches everything, and that several times.
   *
   * @param repeat how often, at least 1
   */
  public Measurement measure(int repeat) {
    Stage.of(TaskRun.STAGE, "pairs").expect(repeat * workload.rowCount() * workload.queryCount());
    List<Measurement.Run> runs = new ArrayList<>();
    List<NearestNeighbors> found = List.of();
    for (int run = 0; run < repeat; run++) {
      long wall = 0;
      List<TaskRun> finished = new ArrayList<>();
      for (int first = 0; first < tasks.size(); first += crew.size()) {
        List<TaskRun> wave = wave(first);
        while (!wave.stream().allMatch(TaskRun::finished)) {
          turn(wave, TaskRun::generate);
          wall += turn(wave, task -> task.search(engine, workload.k()));
        }
        finished.addAll(wave);
      }
      long start = System.nanoTime();
      found = merge(finished);
      wall += System.nanoTime() - start;
      List<SearchTime> times = finished.stream().map(TaskRun::time).toList();
      runs.add(
          new Measurement.Run(
              wall,
              times.stream().mapToLong(SearchTime::packNanos).sum(),
              times.stream().mapToLong(SearchTime::searchNanos).sum()));
    }
    return new Measurement(runs, found);
  }

  private List<TaskRun> wave(int first) {
    List<TaskRun> wave = new ArrayList<>();
    for (int task = first; task < Math.min(first + crew.size(), tasks.size()); task++) {
      wave.add(
          new TaskRun(
              queryBlocks.get(queryBlock(task)),
              tasks.get(task).indexBlocks(),
              buffers.get(task - first)));
    }
    return wave;
  }

  private int queryBlock(int task) {
    return tasks.get(task).queryBlocks().get(0);
  }

  private long turn(List<TaskRun> wave, Consumer<TaskRun> work) {
    return crew.run(
        member -> {
          if (member < wave.size() && !wave.get(member).finished()) {
            work.accept(wave.get(member));
          }
        });
  }

  private List<NearestNeighbors> merge(List<TaskRun> finished) {
    NearestNeighbors[] merged = new NearestNeighbors[workload.queryCount()];
    for (int task = 0; task < tasks.size(); task++) {
      int first = Math.toIntExact(queries.firstRow(queryBlock(task)));
      NearestNeighbors[] found = finished.get(task).found();
      for (int query = 0; query < found.length; query++) {
        NearestNeighbors before = merged[first + query];
        merged[first + query] =
            before == null ? found[query] : before.merge(found[query], workload.k());
      }
    }
    return List.of(merged);
  }

  /**
   * Compares answers with those of a brute-force search in double precision, for queries spread
   * evenly over all. It generates the index again, block by block.
   *
   * @param sample how many queries, at least 0
   */
  public Agreement check(Measurement measurement, int sample) {
    return new OracleCheck(workload, index, crew, buffers).of(measurement, sample);
  }

  /**
   * Writes the vectors and the answers for other programs to read: {@code rows.f32} and {@code
   * queries.f32}, shapes [rows, dimension] and [queries, dimension], little-endian float32 without
   * a header; {@code neighbours.i64}, shape [queries, k], little-endian row numbers, nearest first,
   * -1 where the index has fewer rows; and last {@code shape.json}.
   *
   * @throws IOException if the file system throws it
   */
  public void dump(Path folder, Measurement measurement) throws IOException {
    new VectorDump(folder).write(workload, index, measurement.neighbors());
  }

  @Override
  public void close() {
    crew.close();
  }
}
