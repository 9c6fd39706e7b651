package io.github.dejavubeam.transforms.engines;

import io.github.dejavubeam.transforms.retrieval.ArrayRows;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.RowOrder;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Searches of small vectors, as tests of engines make them. */
final class Searches {

  /** Ids run against the row order, so that a tie broken by row would show. */
  static final RowOrder BY_DESCENDING_ROW = (a, b) -> Long.compare(b, a);

  private Searches() {}

  /** The index in one block of ordinal 0. */
  static NearestNeighbors[] search(
      SearchEngine engine, float[][] queries, float[][] index, int dimension, int k) {
    return search(engine, queries, index, dimension, k, index.length);
  }

  /** The index in blocks of so many rows. */
  static NearestNeighbors[] search(
      SearchEngine engine,
      float[][] queries,
      float[][] index,
      int dimension,
      int k,
      int blockRows) {
    SearchEngine.BlockSearch search =
        engine.search(new ArrayRows(queries, dimension), k, BY_DESCENDING_ROW, index.length);
    search.addAll(blocks(index, dimension, blockRows), ExcludedRows.NONE);
    NearestNeighbors[] found = new NearestNeighbors[queries.length];
    Arrays.setAll(found, search::neighbors);
    return found;
  }

  private static List<IndexBlock> blocks(float[][] index, int dimension, int blockRows) {
    List<IndexBlock> blocks = new ArrayList<>();
    for (int first = 0; first < index.length; first += blockRows) {
      float[][] rows = Arrays.copyOfRange(index, first, Math.min(first + blockRows, index.length));
      blocks.add(new IndexBlock(blocks.size(), new ArrayRows(rows, dimension)));
    }
    return blocks;
  }

  /** Rows whose components come one by one. */
  static float[][] rows(int rows, int dimension, Supplier<Number> values) {
    float[][] result = new float[rows][dimension];
    for (float[] row : result) {
      for (int i = 0; i < dimension; i++) {
        row[i] = values.get().floatValue();
      }
    }
    return result;
  }

  static Supplier<Number> gaussian(Random random) {
    return () -> (float) random.nextGaussian();
  }
}
