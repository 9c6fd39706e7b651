package io.github.dejavubeam.transforms.model;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes small ONNX graphs: the protocol buffer messages of onnx.proto3 by hand, field numbers as
 * there.
 */
final class OnnxWriter {

  static final int FLOAT = 1;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int BOOL = 9;

  private static final int OPSET = 12;
  private static final int IR_VERSION = 7;

  private final Message graph = new Message().text(2, "graph");

  /** Declares an input; dimensions are numbers or names. */
  OnnxWriter input(String name, int type, Object... shape) {
    graph.message(11, valueInfo(name, type, shape));
    return this;
  }

  /** Declares an output; dimensions are numbers or names. */
  OnnxWriter output(String name, int type, Object... shape) {
    graph.message(12, valueInfo(name, type, shape));
    return this;
  }

  /** Adds a constant of floats. */
  OnnxWriter weights(String name, float[] values, int... shape) {
    Message tensor = new Message();
    for (int dimension : shape) {
      tensor.number(1, dimension);
    }
    ByteBuffer raw =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    raw.asFloatBuffer().put(values);
    graph.message(5, tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array()));
    return this;
  }

  /** Adds a node with at most one attribute, whose value is a number or an array of numbers. */
  OnnxWriter node(String operator, String inputs, String output, Object... attribute) {
    Message node = new Message();
    for (String input : inputs.split(" ", -1)) {
      node.text(1, input);
    }
    node.text(2, output).text(4, operator);
    if (attribute.length == 2) {
      Message message = new Message().text(1, (String) attribute[0]);
      if (attribute[1] instanceof int[] numbers) {
        for (int number : numbers) {
          message.number(8, number);
        }
        message.number(20, 7);
      } else {
        message.number(3, (Integer) attribute[1]).number(20, 2);
      }
      node.message(5, message);
    }
    graph.message(1, node);
    return this;
  }

  /** The model as a file's content. */
  byte[] bytes() {
    return new Message()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new Message().number(2, OPSET))
        .content
        .toByteArray();
  }

  private static Message valueInfo(String name, int type, Object... shape) {
    Message dimensions = new Message();
    for (Object dimension : shape) {
      dimensions.message(
          1,
          dimension instanceof String symbol
              ? new Message().text(2, symbol)
              : new Message().number(1, (Integer) dimension));
    }
    Message tensor = new Message().number(1, type).message(2, dimensions);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** A protocol buffer message in the making. */
  private static final class Message {

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return bytes(field, value.content.toByteArray());
    }

    Message bytes(int field, byte[] value) {
      varint((field << 3) | 2);
      varint(value.length);
      content.writeBytes(value);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while (rest >= 128) {
        content.write((int) ((rest & 127) | 128));
        rest >>>= 7;
      }
      content.write((int) rest);
    }
  }
}
