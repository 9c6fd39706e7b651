package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.ImageOutput;
import io.github.dejavubeam.transforms.model.ImageTagger;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Tagger;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * An opened and checked tagger.
 *
 * @param model as the manifest describes it
 * @param tagger as workers run it
 */
record TaggerModel(StudyModel model, ImageTagger tagger) {

  /**
   * Opens the tagger that an option names, if it names one.
   *
   * @param value of the option; null where it is not given
   * @throws UsageException if it is no classifier, or the threshold is not from 0 to 1
   */
  static Optional<TaggerModel> of(String option, String value, TagThresholdOptions options) {
    if (value == null) {
      return Optional.empty();
    }
    StudyModel model =
        StudyModel.openImageModel(
            NamedDirectory.of(option, value), new ImageOutput(Optional.empty(), true));
    ModelDirectory directory = model.directory().orElseThrow();
    List<String> labels =
        directory
            .classes()
            .orElseThrow(
                () ->
                    new UsageException(
                        option
                            + "="
                            + value
                            + " is no classifier: its graph must give logits, its config.json"
                            + " label_names or id2label"));
    double threshold = options.getTagThreshold();
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new UsageException("--tagThreshold=" + threshold + ": give a number from 0 to 1");
    }
    return Optional.of(
        new TaggerModel(
            model,
            new ImageTagger(
                directory.imageEncoder(),
                new Tagger(
                    directory.imageEncoder().key(),
                    labels,
                    directory
                        .thresholds()
                        .orElse(Collections.nCopies(labels.size(), threshold))))));
  }
}
