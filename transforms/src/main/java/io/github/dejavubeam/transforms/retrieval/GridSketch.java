package io.github.dejavubeam.transforms.retrieval;

/** Vectors are sketched, and the sketches rounded. */
record GridSketch(Sketch sketch, Grid grid) {}
