package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.RetrievedObjects;
import io.github.dejavubeam.transforms.metrics.ObjectRanking;
import io.github.dejavubeam.transforms.metrics.ObjectScoring;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntLinkedOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;

/**
 * What one search found for one example: its neighbours in the final order, and the objects they
 * predict for each k.
 */
final class SearchOutcome {

  private final NearestNeighbors neighbors;
  private final long[] nearest;
  private final int[][] rankings;
  private final List<Integer> ks;

  /** Kept so that reading ahead is not compiled away. */
  @SuppressWarnings("unused")
  private final int readAhead;

  private List<String> ids;
  private List<Double> distances;

  /**
   * Looks up the labels of the neighbours and ranks them for every k.
   *
   * @param ks numbers of neighbours, ascending
   * @param minScore lowest score of a label that counts
   */
  SearchOutcome(
      NearestNeighbors neighbors,
      List<Integer> ks,
      OpenBlocks publicBlocks,
      double minScore,
      LabelNames names,
      ObjectRanking ranking) {
    this.neighbors = neighbors;
    this.ks = ks;
    nearest = neighbors.nearest(ks.get(ks.size() - 1), publicBlocks);
    readAhead = publicBlocks.readAhead(nearest);
    int[][] labels = new int[nearest.length][];
    for (int i = 0; i < nearest.length; i++) {
      labels[i] = labels(publicBlocks, nearest[i], minScore, names);
    }
    rankings = new int[ks.size()][];
    for (int i = 0; i < rankings.length; i++) {
      rankings[i] = ranking.rank(labels, ks.get(i));
    }
  }

  /** The distinct labels of a row. */
  static int[] labels(OpenBlocks blocks, long row, double minScore, LabelNames names) {
    IntArrayList labels = new IntArrayList();
    blocks.showLabels(
        row, minScore, (utf8, start, length) -> labels.add(names.ordinal(utf8, start, length)));
    return labels.toIntArray();
  }

  boolean isEmpty() {
    return nearest.length == 0;
  }

  /** Squared distance of the nearest neighbour. */
  double nearestDistance() {
    return neighbors.distance(0);
  }

  /** Labels predicted from the first k neighbours, at most {@code limit}. */
  int predicted(int k, int limit) {
    return Math.min(limit, ranking(k).length);
  }

  /** Labels predicted that are among the true objects. */
  int hits(int k, int limit, IntSet objects) {
    return ObjectScoring.hits(ranking(k), limit, objects);
  }

  /** The labels predicted from the first k neighbours, best first, at most {@code limit}. */
  IntSet ranked(int k, int limit) {
    return new IntLinkedOpenHashSet(ranking(k), 0, predicted(k, limit));
  }

  /** Number of neighbours. */
  int found() {
    return nearest.length;
  }

  /** Reference of the row of a neighbour. */
  long row(int i) {
    return nearest[i];
  }

  /** Squared distance of a neighbour. */
  double distance(int i) {
    return neighbors.distance(i);
  }

  /** All of it, spelled out. */
  RetrievedObjects spelled(
      int k, int limit, IntSet objects, OpenBlocks publicBlocks, LabelNames names) {
    int found = Math.min(k, nearest.length);
    spellNeighbours(publicBlocks);
    int[] ranking = ranking(k);
    int predicted = predicted(k, limit);
    List<String> labels = new ArrayList<>(predicted);
    for (int i = 0; i < predicted; i++) {
      labels.add(names.name(ranking[i]));
    }
    int hits = hits(k, limit, objects);
    return RetrievedObjects.of(
        ids.subList(0, found),
        distances.subList(0, found),
        labels,
        hits,
        ObjectScoring.precision(hits, predicted),
        ObjectScoring.recall(hits, objects.size()));
  }

  private void spellNeighbours(OpenBlocks publicBlocks) {
    if (ids == null) {
      ids = new ArrayList<>(nearest.length);
      distances = new ArrayList<>(nearest.length);
      for (int i = 0; i < nearest.length; i++) {
        ids.add(publicBlocks.id(nearest[i]));
        distances.add(neighbors.distance(i));
      }
    }
  }

  private int[] ranking(int k) {
    return rankings[ks.indexOf(k)];
  }
}
