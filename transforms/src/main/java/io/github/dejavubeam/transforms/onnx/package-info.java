/**
 * ONNX Runtime as such: its environment, its CUDA provider, and graphs that are written by code.
 */
package io.github.dejavubeam.transforms.onnx;
