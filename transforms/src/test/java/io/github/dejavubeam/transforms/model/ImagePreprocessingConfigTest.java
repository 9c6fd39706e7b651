package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.image.CropConvention;
import io.github.dejavubeam.transforms.image.ImagePreprocessing;
import io.github.dejavubeam.transforms.image.Interpolation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePreprocessingConfigTest {

  private static final float[] MEAN = {0.5f, 0.4f, 0.3f};
  private static final float[] STD = {0.3f, 0.2f, 0.1f};
  private static final String MEAN_AND_STD =
      "\"image_mean\": [0.5, 0.4, 0.3], \"image_std\": [0.3, 0.2, 0.1]";

  @TempDir Path directory;

  @Test
  void openClip() {
    new TinyModel(directory).openClipConfig(8).file("preprocessor_config.json", "{}");
    assertReads(4, 4, Interpolation.BICUBIC, CropConvention.OPEN_CLIP);
  }

  @Test
  void openClipWithASquareOfTwoNumbers() {
    new TinyModel(directory)
        .file(
            "open_clip_config.json",
            """
            {"model_cfg": {"vision_cfg": {"image_size": [6, 6]}},
             "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.3, 0.2, 0.1],
                                "interpolation": "bilinear"}}
            """);
    assertReads(6, 6, Interpolation.BILINEAR, CropConvention.OPEN_CLIP);
  }

  @Test
  void transformers() {
    transformers(
        """
        "crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "do_rescale": true,
        "do_convert_rgb": true, "do_normalize": true, "do_resize": true, "resample": 2,
        "rescale_factor": 0.00392156862745098, "size": {"shortest_edge": 256}
        """);
    assertReads(256, 224, Interpolation.BILINEAR, CropConvention.TRANSFORMERS);
  }

  @Test
  void transformersOfEarlierVersions() {
    transformers("\"crop_size\": 224, \"size\": 224, \"do_center_crop\": true");
    assertReads(224, 224, Interpolation.BICUBIC, CropConvention.TRANSFORMERS);
  }

  /** As google/siglip-base-patch16-224 has it, and with a crop that changes nothing. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"resample\": 3",
        "\"resample\": 3, \"do_center_crop\": false, \"crop_size\": 100",
        "\"resample\": 3, \"do_center_crop\": true, \"crop_size\": 224"
      })
  void transformersToHeightAndWidthSquashes(String fields) {
    transformers(
        """
        "do_normalize": true, "do_rescale": true, "do_resize": true, "image_processor_type":
        "SiglipImageProcessor", "processor_class": "SiglipProcessor", "rescale_factor":
        0.00392156862745098, "size": {"height": 224, "width": 224},
        """
            + fields);
    assertEquals(
        ImagePreprocessing.squash(224, Interpolation.BICUBIC, MEAN, STD).description(),
        ImagePreprocessingConfig.read(directory).description());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"size\": {\"height\": 4, \"width\": 3}",
        "\"size\": {\"height\": 4}",
        "\"size\": {\"height\": 4, \"width\": 4}, \"crop_size\": 3",
        "\"size\": {\"height\": 4, \"width\": 4}, \"do_resize\": false",
        "\"size\": {\"height\": 4, \"width\": 4}, \"do_rescale\": false",
        "\"size\": {\"height\": 4, \"width\": 4}, \"do_normalize\": false",
        "\"size\": 4, \"crop_size\": {\"height\": 4, \"width\": 3}",
        "\"size\": 4, \"crop_size\": 4, \"resample\": 0",
        "\"size\": 4, \"crop_size\": 4, \"rescale_factor\": 0.5",
        "\"size\": 4, \"crop_size\": 4, \"do_normalize\": false",
        "\"size\": 4, \"do_center_crop\": null"
      })
  void whatCannotBeFollowedIsRefused(String fields) {
    transformers(fields);
    assertRefuses("preprocessor_config.json asks for");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"crop_size\": 4",
        "\"size\": -4, \"crop_size\": 4",
        "\"size\": 4, \"crop_size\": 5",
        "\"size\": 4, \"crop_size\": \"4\""
      })
  void whatMakesNoSenseIsRefused(String fields) {
    transformers(fields);
    assertRefuses("preprocessor_config.json: ");
  }

  @Test
  void openClipThatSquashes() {
    openClipResizing("squash");
    assertEquals(
        ImagePreprocessing.squash(4, Interpolation.BICUBIC, MEAN, STD).description(),
        ImagePreprocessingConfig.read(directory).description());
  }

  @Test
  void openClipThatPadsIsRefused() {
    openClipResizing("longest");
    assertRefuses("asks for resize_mode longest; only shortest or squash is supported");
  }

  private void openClipResizing(String mode) {
    new TinyModel(directory)
        .file(
            "open_clip_config.json",
            """
            {"model_cfg": {"vision_cfg": {"image_size": 4}},
             "preprocess_cfg": {"mean": [0.5, 0.4, 0.3], "std": [0.3, 0.2, 0.1],
                                "resize_mode": "%s"}}
            """
                .formatted(mode));
  }

  private void transformers(String fields) {
    new TinyModel(directory)
        .file("preprocessor_config.json", "{" + MEAN_AND_STD + ", " + fields + "}");
  }

  private void assertReads(
      int resize, int crop, Interpolation interpolation, CropConvention convention) {
    assertEquals(
        ImagePreprocessing.of(resize, crop, interpolation, convention, MEAN, STD).description(),
        ImagePreprocessingConfig.read(directory).description());
  }

  private void assertRefuses(String fault) {
    String message =
        assertThrows(InvalidModelException.class, () -> ImagePreprocessingConfig.read(directory))
            .getMessage();
    assertTrue(message.contains(fault), message);
  }
}
