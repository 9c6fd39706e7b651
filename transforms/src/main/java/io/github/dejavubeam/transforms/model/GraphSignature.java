package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Inputs and outputs of a graph, by the names that exporters give them. */
final class GraphSignature {

  static final String PIXEL_VALUES = "pixel_values";
  static final String INPUT_IDS = "input_ids";
  static final String ATTENTION_MASK = "attention_mask";
  static final String TOKEN_TYPE_IDS = "token_type_ids";

  private static final Set<String> KNOWN_INPUTS =
      Set.of(PIXEL_VALUES, INPUT_IDS, ATTENTION_MASK, TOKEN_TYPE_IDS);
  private static final String EXPORT_AGAIN = "export it with dynamic batch and the usual names";

  private final Path directory;
  private final String file;
  private final Map<String, TensorInfo> inputs;
  private final Map<String, TensorInfo> outputs;

  private GraphSignature(
      Path directory,
      String file,
      Map<String, TensorInfo> inputs,
      Map<String, TensorInfo> outputs) {
    this.directory = directory;
    this.file = file;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Reads the signature of an open graph.
   *
   * @throws InvalidModelException if it demands an input that this program cannot give
   */
  static GraphSignature of(Path directory, String file, OrtSession session) {
    try {
      GraphSignature signature =
          new GraphSignature(
              directory, file, tensors(session.getInputInfo()), tensors(session.getOutputInfo()));
      for (String name : session.getInputNames()) {
        if (!KNOWN_INPUTS.contains(name) || !signature.inputs.containsKey(name)) {
          throw signature.invalid("demands an input " + name + ", which is not known");
        }
      }
      return signature;
    } catch (OrtException e) {
      throw new InvalidModelException(directory, file + " has no signature", EXPORT_AGAIN, e);
    }
  }

  /** The graph's path in the model directory. */
  String file() {
    return file;
  }

  boolean hasInput(String name) {
    return inputs.containsKey(name);
  }

  boolean hasOutput(String name) {
    return outputs.containsKey(name);
  }

  /** Names of the outputs. */
  Set<String> outputs() {
    return outputs.keySet();
  }

  /** Whether the graph declares the two inputs' batches to be of one size. */
  boolean sharesBatch(String first, String second) {
    String batch = inputs.get(first).getDimensionNames()[0];
    return !batch.isEmpty() && batch.equals(inputs.get(second).getDimensionNames()[0]);
  }

  /**
   * The input of pixels, [batch, 3, size, size].
   *
   * @throws InvalidModelException if it is of another type or shape
   */
  GraphInput pixels(int size) {
    TensorInfo info = input(PIXEL_VALUES);
    check(PIXEL_VALUES, info, -1, 3, size, size);
    if (!isFloat(info)) {
      throw invalid("takes " + PIXEL_VALUES + " as " + info.type + ", not float32 or float16");
    }
    return new GraphInput(PIXEL_VALUES, info.type);
  }

  /**
   * An input of whole numbers, [batch, length].
   *
   * @param length the only length of a text; empty where there are several
   * @throws InvalidModelException if it is of another type or shape
   */
  GraphInput tokens(String name, OptionalInt length) {
    TensorInfo info = input(name);
    check(name, info, -1, length.orElse(-1));
    if (info.type != OnnxJavaType.INT64 && info.type != OnnxJavaType.INT32) {
      throw invalid("takes " + name + " as " + info.type + ", not as whole numbers");
    }
    return new GraphInput(name, info.type);
  }

  /**
   * Width of an output of floats: its last dimension; empty where the graph leaves it open.
   *
   * @param rank number of dimensions that it must have
   * @throws InvalidModelException if it is of another type or rank
   */
  OptionalInt width(String output, int rank) {
    TensorInfo info = outputs.get(output);
    long[] shape = info.getShape();
    if (!isFloat(info) || shape.length != rank) {
      throw invalid(
          "gives " + output + " as " + info + ", not as floats of " + rank + " dimensions");
    }
    long width = shape[rank - 1];
    return width < 1 ? OptionalInt.empty() : OptionalInt.of(Math.toIntExact(width));
  }

  /** Type of an output that {@link #width} has accepted: FLOAT or FLOAT16. */
  OnnxJavaType outputType(String output) {
    return outputs.get(output).type;
  }

  private static boolean isFloat(TensorInfo info) {
    return info.type == OnnxJavaType.FLOAT || info.type == OnnxJavaType.FLOAT16;
  }

  /** The complaint that the graph is not as it should be. */
  InvalidModelException invalid(String fault) {
    return new InvalidModelException(directory, file + " " + fault, EXPORT_AGAIN);
  }

  private TensorInfo input(String name) {
    TensorInfo info = inputs.get(name);
    if (info == null) {
      throw invalid("has no input " + name);
    }
    return info;
  }

  /** Open dimensions of the graph take any size; -1 stands for a size that varies. */
  private void check(String name, TensorInfo info, long... wanted) {
    long[] shape = info.getShape();
    boolean fits = shape.length == wanted.length;
    for (int i = 0; fits && i < wanted.length; i++) {
      fits = shape[i] == -1 || shape[i] == wanted[i];
    }
    if (!fits) {
      throw invalid(
          "takes "
              + name
              + " of shape "
              + shape(shape)
              + ", but the configuration makes "
              + shape(wanted));
    }
  }

  private static String shape(long[] shape) {
    StringBuilder text = new StringBuilder("[");
    for (long dimension : shape) {
      text.append(text.length() > 1 ? ", " : "").append(dimension == -1 ? "any" : dimension);
    }
    return text.append(']').toString();
  }

  private static Map<String, TensorInfo> tensors(Map<String, NodeInfo> nodes) {
    Map<String, TensorInfo> tensors = new LinkedHashMap<>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) {
            tensors.put(name, tensor);
          }
        });
    return tensors;
  }
}
