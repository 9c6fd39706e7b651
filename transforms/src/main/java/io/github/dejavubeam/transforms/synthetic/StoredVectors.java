package io.github.dejavubeam.transforms.synthetic;

import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The usable vectors that an encoder left on disk, mapped. Thread safe. */
public final class StoredVectors {

  private final int dimension;
  private final List<VectorBlockFile> blocks = new ArrayList<>();
  private final LongArrayList usable = new LongArrayList();
  private final double[] mean;

  private StoredVectors(int dimension) {
    this.dimension = dimension;
    mean = new double[dimension];
  }

  /**
   * Maps the blocks of an encoder and takes their mean, which reads them once.
   *
   * @throws java.io.FileNotFoundException if there is no manifest
   * @throws IOException if something cannot be read, is not what the manifest says, or no vector is
   *     usable
   */
  public static StoredVectors open(VectorFolder folder, String encoder) throws IOException {
    VectorManifest manifest = VectorManifest.read(folder, encoder);
    StoredVectors stored = new StoredVectors(manifest.dimension());
    for (VectorManifest.Block block : manifest.blocks()) {
      stored.add(folder.block(encoder, block.name()), block);
    }
    if (stored.usable.isEmpty()) {
      throw new IOException(folder.manifest(encoder) + " names no usable vector");
    }
    stored.takeMean();
    return stored;
  }

  private void add(String path, VectorManifest.Block block) throws IOException {
    VectorBlockFile file = VectorBlockFile.open(Path.of(path));
    blocks.add(file);
    if (file.rows() != block.rows() || file.dimension() != dimension) {
      throw new IOException(path + " has not the rows and components that its manifest says");
    }
    Set<Integer> unusable = new HashSet<>(block.unusable());
    for (int row = 0; row < file.rows(); row++) {
      if (!unusable.contains(row)) {
        usable.add(RowReference.of(blocks.size() - 1, row));
      }
    }
  }

  private void takeMean() {
    float[] row = new float[dimension];
    for (int i = 0; i < usable.size(); i++) {
      copyRow(i, row, 0);
      for (int d = 0; d < dimension; d++) {
        mean[d] += row[d];
      }
    }
    for (int d = 0; d < dimension; d++) {
      mean[d] /= usable.size();
    }
  }

  /** Number of usable vectors, at least 1. */
  public int rows() {
    return usable.size();
  }

  /** Components of a vector. */
  public int dimension() {
    return dimension;
  }

  /** Component of the mean of the usable vectors. */
  double mean(int component) {
    return mean[component];
  }

  /** Copies a usable vector. */
  void copyRow(int row, float[] target, int offset) {
    long reference = usable.getLong(row);
    blocks.get(RowReference.block(reference)).copyRow(RowReference.row(reference), target, offset);
  }
}
