/**
 * The search engines by name, and the one whose scores ONNX Runtime computes, on the processor or
 * by CUDA.
 */
package io.github.dejavubeam.transforms.engines;
