package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.transforms.report.StudyManifest;
import java.io.Serializable;
import java.time.Instant;
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

  /** The manifest of the study, which is complete now. */
  public StudyManifest manifest() {
    Instant now = Instant.now();
    return new StudyManifest(
        "dejavu-beam",
        version,
        verb,
        now,
        options,
        models.stream()
            .map(model -> new StudyManifest.Model(model.name(), model.directory(), model.digest()))
            .toList(),
        new StudyManifest.Versions(
            System.getProperty("java.version"),
            System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + " "
                + System.getProperty("os.arch"),
            onnxRuntime,
            beam),
        (now.toEpochMilli() - startedMillis) / 1e3);
  }
}
