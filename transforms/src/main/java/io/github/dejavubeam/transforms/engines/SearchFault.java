package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OrtException;

/** ONNX Runtime failed in a search: no memory on the device, for instance. */
final class SearchFault {

  private SearchFault() {}

  static IllegalStateException of(OrtException e) {
    return new IllegalStateException("ONNX Runtime failed in a search: " + e.getMessage(), e);
  }
}
