package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.correlation.ClassVote;
import io.github.dejavubeam.transforms.gallery.GallerySize;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

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

  /** Squared distance of the nearest public image; NaN where there is none. */
  double nearestDistance() {
    return nearest.length == 0 ? Double.NaN : neighbors.distance(0);
  }

  ClassPrediction prediction() {
    List<String> classes = new ArrayList<>(nearest.length);
    for (long row : nearest) {
      String label = publicBlocks.label(row);
      if (label != null) {
        classes.add(label);
      }
    }
    return ClassVote.of(classes);
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>(nearest.length);
    for (long row : nearest) {
      ids.add(publicBlocks.id(row));
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

  /** The neighbours that are shown, with the class of each as a label. */
  List<GalleryExample.Neighbour> shown(
      BlockIndex index, Function<String, GalleryExample.Label> label) {
    List<GalleryExample.Neighbour> shown = new ArrayList<>();
    for (int i = 0; i < Math.min(nearest.length, GallerySize.NEIGHBOURS); i++) {
      long row = nearest[i];
      String name = publicBlocks.label(row);
      shown.add(
          new GalleryExample.Neighbour(
              publicBlocks.id(row),
              index.block(RowReference.block(row)).shard(),
              name == null ? List.of() : List.of(label.apply(name)),
              neighbors.distance(i)));
    }
    return shown;
  }
}
