package io.github.dejavubeam.transforms.retrieval;

import java.util.List;

/**
 * All queries, each in one pass.
 *
 * @param list the passes
 * @param whole whether rows must be packed whole
 * @param packings how rows must be packed otherwise
 */
record Passes(List<Pass> list, boolean whole, List<PackedRows.Packing<?>> packings) {}
