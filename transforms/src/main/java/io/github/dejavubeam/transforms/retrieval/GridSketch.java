package io.github.dejavubeam.transforms.retrieval;

/** Vectors are sketched, and the sketches rounded. */
record GridSketch(Sketch sketch, Grid grid) implements PackedRows.Packing<SketchedRows> {

  @Override
  public SketchedRows allocate(int capacity) {
    return new SketchedRows(this, capacity);
  }
}
