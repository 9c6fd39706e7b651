package io.github.dejavubeam.transforms.engines;

import io.github.dejavubeam.transforms.retrieval.MatrixEngine;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import java.util.Optional;

/** The engines as tests run them; what runs on a device has the processor in its place. */
enum TestedEngine {
  /** Registers, and bytes where this processor is good at them, as studies have it. */
  VECTOR,
  /** Registers alone. */
  VECTOR_WITHOUT_BYTES,
  /** Registers without a filter. */
  BRUTE,
  /** All scores, as studies have them. */
  ALL_SCORES,
  /** All scores, in tiles that cut small indexes. */
  ALL_SCORES_CUT,
  /** The best scores, with tiles as on a device. */
  BEST_SCORES,
  /** The best scores, in tiles that cut small indexes. */
  BEST_SCORES_CUT;

  SearchEngine engine() {
    return switch (this) {
      case VECTOR -> new PanelEngine(OnnxByteProducts.where());
      case VECTOR_WITHOUT_BYTES -> new PanelEngine(Optional.empty());
      case BRUTE -> PanelEngine.brute();
      case ALL_SCORES -> onnx(false, Tile::onProcessor);
      case ALL_SCORES_CUT -> onnx(false, (queries, dimension) -> new Tile(7, 50));
      case BEST_SCORES -> onnx(true, (queries, dimension) -> new Tile(256, 8192));
      case BEST_SCORES_CUT -> onnx(true, (queries, dimension) -> new Tile(3, 64));
    };
  }

  private static SearchEngine onnx(boolean keepsBest, Tile.Choice tile) {
    return new MatrixEngine(new OnnxSource(Provider.CPU, keepsBest, tile));
  }
}
