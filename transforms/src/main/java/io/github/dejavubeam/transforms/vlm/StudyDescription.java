package io.github.dejavubeam.transforms.vlm;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.TreeMap;

/**
 * What is known of a study when it starts, for its report and manifest.
 *
 * @param output directory of the results
 * @param version version of the program
 * @param verb what it was told to do
 * @param options options by name
 * @param models models and references
 * @param onnxRuntime version of ONNX Runtime
 * @param beam version of Apache Beam
 * @param startedMillis when it started, in milliseconds since 1970
 */
public record StudyDescription(
    String output,
    String version,
    String verb,
    TreeMap<String, String> options,
    ArrayList<Model> models,
    String onnxRuntime,
    String beam,
    long startedMillis)
    implements Serializable {

  /**
   * A model or reference.
   *
   * @param name its name in results
   * @param directory where it was
   * @param digest digest of its files
   */
  public record Model(String name, String directory, String digest) implements Serializable {}
}
