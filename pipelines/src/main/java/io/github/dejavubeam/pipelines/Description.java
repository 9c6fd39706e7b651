package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import io.github.dejavubeam.transforms.vlm.StudyDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.ReleaseInfo;

/** Describes a run for its manifest: program, options, models and what it ran on. */
final class Description {

  private Description() {}

  /**
   * A run of that verb that starts now.
   *
   * @param digest tells the digest of a model's files
   */
  static StudyDescription of(
      Verb<?> verb,
      PipelineOptions options,
      String output,
      List<StudyModel> models,
      Function<StudyModel, String> digest) {
    ArrayList<StudyDescription.Model> described = new ArrayList<>();
    for (StudyModel model : models) {
      described.add(
          new StudyDescription.Model(
              model.named().name(), model.named().directory(), digest.apply(model)));
    }
    return new StudyDescription(
        output,
        version(),
        verb.name(),
        new TreeMap<>(DeclaredOptions.values(verb, options)),
        described,
        OnnxRuntime.version(),
        ReleaseInfo.getReleaseInfo().getSdkVersion(),
        System.currentTimeMillis());
  }

  private static String version() {
    String version = Description.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
