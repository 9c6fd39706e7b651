package io.github.dejavubeam.transforms.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.RowOrder;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.retrieval.SearchTime;
import io.github.dejavubeam.transforms.retrieval.VectorRows;
import io.github.dejavubeam.transforms.synthetic.GaussianVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetrievalBenchmarkTest {

  private static final Workload WORKLOAD =
      new Workload(new GaussianVectors(16, 1), 1000, new GaussianVectors(16, 2), 30, 5);

  /** Loses the last row of every block, and keeps its own account of time. */
  private static final SearchEngine FORGETFUL =
      new SearchEngine() {
        @Override
        public BlockSearch search(VectorRows queries, int k, RowOrder order, long indexRows) {
          BlockSearch exact =
              new PanelEngine(Optional.empty()).search(queries, k, order, indexRows);
          return new BlockSearch() {
            @Override
            public void addAll(Iterable<IndexBlock> blocks, ExcludedRows excluded) {
              List<IndexBlock> shortened = new ArrayList<>();
              blocks.forEach(
                  block ->
                      shortened.add(new IndexBlock(block.ordinal(), allButLast(block.rows()))));
              exact.addAll(shortened, excluded);
            }

            @Override
            public NearestNeighbors neighbors(int query) {
              return exact.neighbors(query);
            }

            @Override
            public SearchTime time() {
              return new SearchTime(3, 4);
            }
          };
        }

        @Override
        public long bytesPerQuery(int dimension, int k) {
          return 1;
        }
      };

  private static VectorRows allButLast(VectorRows rows) {
    return new VectorRows() {
      @Override
      public int rows() {
        return rows.rows() - 1;
      }

      @Override
      public int dimension() {
        return rows.dimension();
      }

      @Override
      public void copyRow(int row, float[] target, int offset) {
        rows.copyRow(row, target, offset);
      }
    };
  }

  @Test
  void answersAreRightHoweverTheWorkIsCut() {
    for (int threads = 1; threads <= 3; threads++) {
      for (int blockRows : new int[] {70, 1000}) {
        for (long dataBytes : new long[] {0, 20_000, 1 << 20}) {
          try (RetrievalBenchmark benchmark =
              RetrievalBenchmark.of(
                  WORKLOAD, new PanelEngine(Optional.empty()), threads, blockRows, dataBytes)) {
            benchmark.warmUp(Duration.ofMillis(1));
            Measurement measured = benchmark.measure(2);
            assertEquals(2, measured.runs().size());
            assertTrue(measured.leastSeconds(Measurement.Run::wall) > 0);
            assertTrue(measured.leastSeconds(Measurement.Run::searchCpu) > 0);
            assertEquals(new Agreement(20, 1, true), benchmark.check(measured, 20));
          }
        }
      }
    }
  }

  @Test
  void aWrongEngineIsFoundOut() {
    try (RetrievalBenchmark benchmark = RetrievalBenchmark.of(WORKLOAD, FORGETFUL, 2, 10, 0)) {
      Agreement agreement = benchmark.check(benchmark.measure(1), 30);
      assertFalse(agreement.identical());
      assertEquals(0.9, agreement.recall(), 0.05);
    }
  }

  @Test
  void anEnginesOwnAccountOfTimeIsBelieved() {
    try (RetrievalBenchmark benchmark = RetrievalBenchmark.of(WORKLOAD, FORGETFUL, 2, 500, 0)) {
      Measurement.Run run = benchmark.measure(1).runs().get(0);
      assertEquals(6, run.packCpu());
      assertEquals(8, run.searchCpu());
    }
  }

  @Test
  void whatEndsAThreadEndsTheBenchmark() {
    SearchEngine broken =
        new SearchEngine() {
          @Override
          public BlockSearch search(VectorRows queries, int k, RowOrder order, long indexRows) {
            throw new UnsupportedOperationException("no such engine");
          }

          @Override
          public long bytesPerQuery(int dimension, int k) {
            return 1;
          }
        };
    try (RetrievalBenchmark benchmark = RetrievalBenchmark.of(WORKLOAD, broken, 2, 500, 0)) {
      IllegalStateException thrown =
          assertThrows(IllegalStateException.class, () -> benchmark.measure(1));
      assertTrue(thrown.getMessage().contains("no such engine"), thrown.getMessage());
    }
  }

  @Test
  void theDumpDoesNotDependOnTheCut(@TempDir Path folder) throws IOException {
    dump(1, 1000, folder.resolve("whole"));
    dump(3, 64, folder.resolve("cut"));
    assertEquals(1000 * 16 * 4, Files.size(folder.resolve("whole/rows.f32")));
    assertEquals(30 * 5 * 8, Files.size(folder.resolve("whole/neighbours.i64")));
    for (String file : List.of("rows.f32", "queries.f32", "neighbours.i64", "shape.json")) {
      assertEquals(
          -1,
          Files.mismatch(
              folder.resolve("whole").resolve(file), folder.resolve("cut").resolve(file)),
          file);
    }
  }

  private static void dump(int threads, int blockRows, Path folder) throws IOException {
    try (RetrievalBenchmark benchmark =
        RetrievalBenchmark.of(WORKLOAD, new PanelEngine(Optional.empty()), threads, blockRows, 0)) {
      benchmark.dump(folder, benchmark.measure(1));
    }
  }
}
