package io.github.dejavubeam.transforms.engines;

import static io.github.dejavubeam.transforms.engines.Searches.gaussian;
import static io.github.dejavubeam.transforms.engines.Searches.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import io.github.dejavubeam.transforms.synthetic.ClusteredVectors;
import io.github.dejavubeam.transforms.synthetic.FloatRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every engine gives the same neighbours and the same bits of their distances. */
class EnginesAgreeTest {

  private static final int ROWS = 1000;
  private static final int QUERIES = 25;

  @Test
  void theCutOfTheIndexDoesNotMatter() {
    for (int dimension : new int[] {1, 7, 513}) {
      Random random = new Random(dimension);
      float[][] index = withCopies(rows(ROWS, dimension, gaussian(random)), random);
      float[][] queries = nearSome(index, random);
      for (int k : new int[] {1, 10, 1300}) {
        List<List<Double>> expected = null;
        for (int blockRows : new int[] {1, 31, 64, 1000}) {
          for (TestedEngine tested : TestedEngine.values()) {
            NearestNeighbors[] found =
                Searches.search(tested.engine(), queries, index, dimension, k, blockRows);
            List<List<Double>> rowsAndDistances = flat(found, blockRows);
            expected = expected == null ? rowsAndDistances : expected;
            assertEquals(
                expected,
                rowsAndDistances,
                "%s, k = %d, %d components, %d rows a block"
                    .formatted(tested, k, dimension, blockRows));
          }
        }
      }
    }
  }

  /** A third of the rows are copies of others, exactly or nearly, anywhere in the index. */
  private static float[][] withCopies(float[][] rows, Random random) {
    for (int i = 0; i < rows.length / 3; i++) {
      int to = random.nextInt(rows.length);
      rows[to] = rows[random.nextInt(20)].clone();
      if (random.nextBoolean()) {
        int component = random.nextInt(rows[to].length);
        rows[to][component] = Math.nextUp(rows[to][component]);
      }
    }
    return rows;
  }

  private static float[][] nearSome(float[][] index, Random random) {
    float[][] queries = new float[QUERIES][];
    for (int q = 0; q < QUERIES; q++) {
      queries[q] = index[random.nextInt(index.length)].clone();
      for (int i = 0; i < queries[q].length; i++) {
        queries[q][i] += (float) (q % 3 * 1e-3 * random.nextGaussian());
      }
    }
    return queries;
  }

  /** Rows counted through all blocks, then their distances. */
  private static List<List<Double>> flat(NearestNeighbors[] found, int blockRows) {
    List<List<Double>> flat = new ArrayList<>();
    for (NearestNeighbors neighbors : found) {
      List<Double> numbers = new ArrayList<>();
      for (int i = 0; i < neighbors.size(); i++) {
        long row = neighbors.row(i);
        numbers.add((double) RowReference.block(row) * blockRows + RowReference.row(row));
        numbers.add(neighbors.distance(i));
      }
      flat.add(numbers);
    }
    return flat;
  }

  /** So many pairs that the vector engine takes to sketches after two thirds of the index. */
  @Test
  void sketchesLoseNothing() {
    int dimension = 96;
    int blockRows = 20_000;
    FloatRows queries = FloatRows.draw(new ClusteredVectors(dimension, 1, 2), 0, 2000);
    List<IndexBlock> index =
        IntStream.range(0, 4)
            .mapToObj(
                block ->
                    new IndexBlock(
                        block,
                        FloatRows.draw(
                            new ClusteredVectors(dimension, 1, 3),
                            (long) block * blockRows,
                            blockRows)))
            .toList();
    List<NearestNeighbors> expected = neighbors(TestedEngine.ALL_SCORES, queries, index);
    for (TestedEngine tested :
        List.of(TestedEngine.VECTOR, TestedEngine.VECTOR_WITHOUT_BYTES, TestedEngine.BEST_SCORES)) {
      assertEquals(expected, neighbors(tested, queries, index), tested.name());
    }
  }

  private static List<NearestNeighbors> neighbors(
      TestedEngine tested, FloatRows queries, List<IndexBlock> index) {
    long rows = index.stream().mapToLong(block -> block.rows().rows()).sum();
    SearchEngine.BlockSearch search = tested.engine().search(queries, 10, Long::compare, rows);
    search.addAll(index, ExcludedRows.NONE);
    return IntStream.range(0, queries.rows()).mapToObj(search::neighbors).toList();
  }
}
