package io.github.dejavubeam.transforms.retrieval;

import java.util.List;

/**
 * All queries, each in one pass.
 *
 * @param list the passes
 * @param whole whether rows must be packed whole
 * @param sketches how rows must be sketched
 */
record Passes(List<Pass> list, boolean whole, List<GridSketch> sketches) {}
