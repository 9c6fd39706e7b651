/**
 * Model directories and the encoders in them: images and captions in, unit vectors out, by ONNX
 * Runtime.
 */
package io.github.dejavubeam.transforms.model;
