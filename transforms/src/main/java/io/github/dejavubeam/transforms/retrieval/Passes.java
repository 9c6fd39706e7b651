package io.github.dejavubeam.transforms.retrieval;

import java.util.List;

/**
 * All queries, each in one pass.
 *
 * @param list the passes
 * @param whole whether rows must be packed whole
 * @param sketch how rows must be sketched, or null
 */
record Passes(List<Pass> list, boolean whole, Sketch sketch) {}
