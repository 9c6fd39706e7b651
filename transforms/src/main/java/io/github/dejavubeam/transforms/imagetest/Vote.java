package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.correlation.ClassVote;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import java.util.ArrayList;
import java.util.List;

/** What one search found for one example, and how its neighbours vote. */
final class Vote {

  private final NearestNeighbors neighbors;
  private final long[] nearest;
  private final OpenBlocks publicBlocks;

  Vote(NearestNeighbors neighbors, int k, OpenBlocks publicBlocks) {
    this.neighbors = neighbors;
    this.publicBlocks = publicBlocks;
    nearest = neighbors.nearest(k, publicBlocks);
  }

  ClassPrediction prediction() {
    List<String> classes = new ArrayList<>(nearest.length);
    for (long row : nearest) {
      String label = publicBlocks.get(RowReference.block(row)).label(RowReference.row(row));
      if (label != null) {
        classes.add(label);
      }
    }
    return ClassVote.of(classes);
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>(nearest.length);
    for (long row : nearest) {
      ids.add(publicBlocks.get(RowReference.block(row)).id(RowReference.row(row)));
    }
    return ids;
  }

  List<Double> distances() {
    List<Double> distances = new ArrayList<>(nearest.length);
    for (int i = 0; i < nearest.length; i++) {
      distances.add(neighbors.distance(i));
    }
    return distances;
  }
}
