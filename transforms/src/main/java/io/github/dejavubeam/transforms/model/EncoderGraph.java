package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OnnxJavaType;
import java.io.Serializable;
import java.util.List;

/**
 * The graph of an encoder.
 *
 * @param file path in the model directory
 * @param inputs inputs that examples fill
 * @param constants inputs of the other tower
 * @param sharedBatch whether the graph declares one batch size for both towers, so that the
 *     constants must be as many as the examples
 * @param output the output that is read
 * @param outputType FLOAT or FLOAT16
 * @param pooling what is done with it
 * @param unitLength whether vectors are then scaled to length 1, or taken as the graph gives them
 */
record EncoderGraph(
    String file,
    List<GraphInput> inputs,
    List<ConstantInput> constants,
    boolean sharedBatch,
    String output,
    OnnxJavaType outputType,
    Pooling pooling,
    boolean unitLength)
    implements Serializable {}
