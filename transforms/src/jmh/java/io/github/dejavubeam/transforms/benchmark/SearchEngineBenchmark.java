package io.github.dejavubeam.transforms.benchmark;

import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.engines.SearchEngines;
import io.github.dejavubeam.transforms.synthetic.ClusteredVectors;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One block of an index searched by one thread, for work on an engine's inner loops. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class SearchEngineBenchmark {

  /** Name of the engine. */
  @Param("auto")
  public String engine;

  /** Components of a vector. */
  @Param("512")
  public int dimension;

  /** Neighbours wanted. */
  @Param({"10", "100"})
  public int k;

  /** Rows of the index. */
  @Param("16384")
  public int rows;

  /** Number of queries. */
  @Param("256")
  public int queries;

  private SearchEngine chosen;
  private List<IndexBlock> index;
  private FloatRows queryRows;

  /** Draws the vectors. */
  @Setup
  public void draw() {
    chosen = SearchEngines.named(engine);
    FloatRows block = FloatRows.draw(new ClusteredVectors(dimension, 1, 2), 0, rows);
    index = List.of(new IndexBlock(0, block));
    queryRows = FloatRows.draw(new ClusteredVectors(dimension, 1, 3), 0, queries);
  }

  /** The neighbours of all queries; the last one's keep the compiler from leaving work out. */
  @Benchmark
  public NearestNeighbors search() {
    SearchEngine.BlockSearch search = chosen.search(queryRows, k, Long::compare, rows);
    search.addAll(index, ExcludedRows.NONE);
    return search.neighbors(queries - 1);
  }
}
