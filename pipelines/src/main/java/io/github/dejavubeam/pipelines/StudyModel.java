package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.ImageOutput;
import io.github.dejavubeam.transforms.model.InvalidModelException;
import io.github.dejavubeam.transforms.model.LocalModel;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.vlm.Contestant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A model or reference of a study: an opened and checked directory, or only a name where all
 * vectors are given.
 *
 * @param named what the user said
 * @param directory the opened directory, if there is one
 * @param visionLanguage whether it embeds images, too
 */
record StudyModel(
    NamedDirectory named, Optional<ModelDirectory> directory, boolean visionLanguage) {

  /**
   * Opens a model's directory.
   *
   * @throws UsageException if it is not a model in a known layout
   */
  static StudyModel open(NamedDirectory named) {
    return open(named, () -> ModelDirectory.open(named.name(), named.directory()));
  }

  private static StudyModel open(NamedDirectory named, Supplier<ModelDirectory> opener) {
    if (!LocalModel.exists(named.directory())) {
      throw new UsageException(
          named.option() + "=" + named.directory() + " is not a directory of a model");
    }
    try {
      ModelDirectory directory = opener.get();
      return new StudyModel(named, Optional.of(directory), directory.isVisionLanguageModel());
    } catch (InvalidModelException e) {
      // Of a remote directory the message names the copy.
      String where = LocalModel.isRemote(named.directory()) ? "=" + named.directory() : "";
      throw new UsageException(named.option() + where + ": " + e.getMessage(), e);
    }
  }

  /**
   * Opens a directory as one of an image model.
   *
   * @throws UsageException if it is not a model in a known layout, or has no such output
   */
  static StudyModel openImageModel(NamedDirectory named, ImageOutput output) {
    return open(
        named, () -> ModelDirectory.openImageModel(named.name(), named.directory(), output));
  }

  /** The model as the study knows it. */
  Contestant contestant() {
    return new Contestant(named.name(), visionLanguage);
  }

  /** Its encoders, if its directory was opened. */
  List<EncoderSpec> encoders() {
    return directory.stream()
        .flatMap(
            model ->
                Stream.concat(
                    model.hasImageEncoder() ? Stream.of(model.imageEncoder()) : Stream.of(),
                    model.hasTextEncoder() ? Stream.of(model.textEncoder()) : Stream.of()))
        .toList();
  }
}
