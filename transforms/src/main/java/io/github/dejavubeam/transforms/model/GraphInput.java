package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OnnxJavaType;
import java.io.Serializable;

/** An input of a graph that examples fill. */
record GraphInput(String name, OnnxJavaType type) implements Serializable {}
