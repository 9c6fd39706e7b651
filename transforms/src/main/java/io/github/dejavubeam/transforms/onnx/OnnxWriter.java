package io.github.dejavubeam.transforms.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes small ONNX graphs, as messages of onnx.proto3: numbers of fields and of types are those of
 * that file. Nodes are given in the order in which they run.
 */
public final class OnnxWriter {

  /** TensorProto.DataType of float32. */
  public static final int FLOAT = 1;

  /** TensorProto.DataType of unsigned bytes. */
  public static final int UINT8 = 2;

  /** TensorProto.DataType of signed bytes. */
  public static final int INT8 = 3;

  /** TensorProto.DataType of int32. */
  public static final int INT32 = 6;

  /** TensorProto.DataType of int64. */
  public static final int INT64 = 7;

  /** TensorProto.DataType of bool. */
  public static final int BOOL = 9;

  /** TensorProto.DataType of float16. */
  public static final int FLOAT16 = 10;

  private static final int OPSET = 12;
  private static final int IR_VERSION = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;
  private static final int EXTERNAL = 1;

  private final ProtoMessage graph = new ProtoMessage().text(2, "graph");

  /** Declares an input; dimensions are numbers or names. */
  public OnnxWriter input(String name, int type, Object... shape) {
    graph.message(11, valueInfo(name, type, shape));
    return this;
  }

  /** Declares an output; dimensions are numbers or names. */
  public OnnxWriter output(String name, int type, Object... shape) {
    graph.message(12, valueInfo(name, type, shape));
    return this;
  }

  /** Adds a constant of floats. */
  public OnnxWriter weights(String name, float[] values, int... shape) {
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(5, floats(name, shape).bytes(9, raw.array()));
    return this;
  }

  /** Adds a constant that is a number of at most 32 bits, of one of the types of integers. */
  public OnnxWriter scalar(String name, int type, int value) {
    graph.message(5, new ProtoMessage().number(2, type).number(5, value).text(8, name));
    return this;
  }

  /** Adds a constant of floats that a session is given as an external initializer. */
  public OnnxWriter externalWeights(String name, int... shape) {
    ProtoMessage location = new ProtoMessage().text(1, "location").text(2, name);
    graph.message(5, floats(name, shape).message(13, location).number(14, EXTERNAL));
    return this;
  }

  /**
   * Adds a node.
   *
   * @param inputs names, separated by spaces
   * @param outputs likewise
   * @param attribute nothing, or a name and a value that is an Integer or an int[]
   */
  public OnnxWriter node(String operator, String inputs, String outputs, Object... attribute) {
    ProtoMessage node = new ProtoMessage();
    for (String input : inputs.split(" ", -1)) {
      node.text(1, input);
    }
    for (String output : outputs.split(" ", -1)) {
      node.text(2, output);
    }
    node.text(4, operator);
    if (attribute.length == 2) {
      node.message(5, attribute((String) attribute[0], attribute[1]));
    }
    graph.message(1, node);
    return this;
  }

  /** The model as a file's content. */
  public byte[] bytes() {
    return new ProtoMessage()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new ProtoMessage().number(2, OPSET))
        .bytes();
  }

  private static ProtoMessage floats(String name, int... shape) {
    ProtoMessage tensor = new ProtoMessage();
    for (int dimension : shape) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, FLOAT).text(8, name);
  }

  private static ProtoMessage attribute(String name, Object value) {
    ProtoMessage attribute = new ProtoMessage().text(1, name);
    if (value instanceof int[] numbers) {
      for (int number : numbers) {
        attribute.number(8, number);
      }
      return attribute.number(20, ATTRIBUTE_INTS);
    }
    return attribute.number(3, (Integer) value).number(20, ATTRIBUTE_INT);
  }

  private static ProtoMessage valueInfo(String name, int type, Object... shape) {
    ProtoMessage dimensions = new ProtoMessage();
    for (Object dimension : shape) {
      dimensions.message(
          1,
          dimension instanceof String symbol
              ? new ProtoMessage().text(2, symbol)
              : new ProtoMessage().number(1, (Integer) dimension));
    }
    ProtoMessage tensor = new ProtoMessage().number(1, type).message(2, dimensions);
    return new ProtoMessage().text(1, name).message(2, new ProtoMessage().message(1, tensor));
  }
}
