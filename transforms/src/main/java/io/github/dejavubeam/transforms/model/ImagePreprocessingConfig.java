package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.image.CropConvention;
import io.github.dejavubeam.transforms.image.ImagePreprocessing;
import io.github.dejavubeam.transforms.image.Interpolation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads how images are prepared from {@code open_clip_config.json}, or timm's {@code
 * pretrained_cfg} in {@code config.json}, or {@code preprocessor_config.json}, the first that is
 * there. What they ask for and this program cannot do is refused.
 */
final class ImagePreprocessingConfig {

  static final String OPEN_CLIP_FILE = "open_clip_config.json";
  static final String TRANSFORMERS_FILE = "preprocessor_config.json";

  /** The file that may hold timm's settings, and where. */
  static final String CONFIG_FILE = "config.json";

  static final String TIMM = "/pretrained_cfg";

  /** What timm takes where {@code crop_pct} is not stated. */
  private static final double TIMM_CROP_SHARE = 0.875;

  private static final double RESCALE_TOLERANCE = 1e-6;

  private ImagePreprocessingConfig() {}

  /**
   * Reads the directory's settings.
   *
   * @throws InvalidModelException if there are none or they cannot be followed
   */
  static ImagePreprocessing read(Path directory) {
    Optional<ConfigFile> openClip = ConfigFile.read(directory, OPEN_CLIP_FILE);
    if (openClip.isPresent()) {
      return openClip(openClip.get());
    }
    Optional<ConfigFile> timm =
        ConfigFile.read(directory, CONFIG_FILE).filter(config -> config.has(TIMM));
    if (timm.isPresent()) {
      return timm(timm.get());
    }
    return transformers(
        ConfigFile.read(directory, TRANSFORMERS_FILE)
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        directory,
                        "nothing says how its images are prepared",
                        "add "
                            + OPEN_CLIP_FILE
                            + ", "
                            + TRANSFORMERS_FILE
                            + " or timm's pretrained_cfg in "
                            + CONFIG_FILE)));
  }

  private static ImagePreprocessing openClip(ConfigFile config) {
    String imageSize = "/model_cfg/vision_cfg/image_size";
    int size = square(config, imageSize, imageSize + "/0", imageSize + "/1");
    String resizeMode = config.text("/preprocess_cfg/resize_mode").orElse("shortest");
    if (!resizeMode.equals("shortest") && !resizeMode.equals("squash")) {
      throw config.unsupported("resize_mode " + resizeMode, "shortest or squash");
    }
    String interpolation = config.text("/preprocess_cfg/interpolation").orElse("bicubic");
    if (!interpolation.equals("bicubic") && !interpolation.equals("bilinear")) {
      throw config.unsupported("interpolation " + interpolation, "bicubic or bilinear");
    }
    return preprocessing(
        config,
        size,
        size,
        Interpolation.of(interpolation),
        resizeMode.equals("squash") ? Optional.empty() : Optional.of(CropConvention.OPEN_CLIP),
        config.channels("/preprocess_cfg/mean"),
        config.channels("/preprocess_cfg/std"));
  }

  private static ImagePreprocessing timm(ConfigFile config) {
    int size = square(config, TIMM + "/input_size", TIMM + "/input_size/1", TIMM + "/input_size/2");
    double cropShare =
        config.has(TIMM + "/crop_pct") ? config.at(TIMM + "/crop_pct").asDouble() : TIMM_CROP_SHARE;
    if (!(cropShare > 0 && cropShare <= 1)) {
      throw config.invalid(TIMM + "/crop_pct is not above 0 and at most 1");
    }
    String cropMode = config.text(TIMM + "/crop_mode").orElse("center");
    boolean squash = cropMode.equals("squash");
    if (!squash && !cropMode.equals("center")) {
      throw config.unsupported("crop_mode " + cropMode, "center or squash");
    }
    if (squash && cropShare != 1) {
      throw config.unsupported("crop_mode squash and a crop", "squash with crop_pct 1");
    }
    String interpolation = config.text(TIMM + "/interpolation").orElse("bicubic");
    if (!interpolation.equals("bicubic") && !interpolation.equals("bilinear")) {
      throw config.unsupported("interpolation " + interpolation, "bicubic or bilinear");
    }
    return preprocessing(
        config,
        (int) Math.floor(size / cropShare),
        size,
        Interpolation.of(interpolation),
        squash ? Optional.empty() : Optional.of(CropConvention.OPEN_CLIP),
        config.channels(TIMM + "/mean"),
        config.channels(TIMM + "/std"));
  }

  private static ImagePreprocessing transformers(ConfigFile config) {
    for (String step : List.of("do_resize", "do_rescale", "do_normalize")) {
      if (!config.flag("/" + step, true)) {
        throw config.unsupported("no " + step, "resizing, rescaling and normalising");
      }
    }
    if (config.has("/rescale_factor")
        && Math.abs(config.at("/rescale_factor").asDouble() * 255 - 1) > RESCALE_TOLERANCE) {
      throw config.unsupported("rescale_factor " + config.at("/rescale_factor"), "1/255");
    }
    Interpolation interpolation =
        switch (config.has("/resample") ? config.at("/resample").asInt() : 3) {
          case 2 -> Interpolation.BILINEAR;
          case 3 -> Interpolation.BICUBIC;
          default ->
              throw config.unsupported(
                  "resample " + config.at("/resample"), "2 (bilinear) or 3 (bicubic)");
        };
    // Height and width are taken as they are, whatever the proportions; one number is the short
    // side's.
    boolean squash = config.has("/size/height") || config.has("/size/width");
    int resize =
        squash
            ? square(config, "/size", "/size/height", "/size/width")
            : square(config, "/size", "/size/shortest_edge", "/size/shortest_edge");
    int crop = resize;
    if (config.flag("/do_center_crop", config.has("/crop_size"))) {
      crop = square(config, "/crop_size", "/crop_size/height", "/crop_size/width");
      if (squash && crop != resize) {
        throw config.unsupported(
            "a resize to height and width and a crop to another size", "one of them");
      }
    } else if (!squash) {
      throw config.unsupported(
          "no do_center_crop", "a centre crop after resizing the short side, or size.height");
    }
    return preprocessing(
        config,
        resize,
        crop,
        interpolation,
        squash ? Optional.empty() : Optional.of(CropConvention.TRANSFORMERS),
        config.channels("/image_mean"),
        config.channels("/image_std"));
  }

  /** The side of a square that is stated as one number or as height and width. */
  private static int square(ConfigFile config, String side, String height, String width) {
    boolean one = !config.at(side).isContainerNode();
    OptionalInt first = config.positive(one ? side : height);
    if (first.isEmpty()) {
      throw config.invalid(side + " is missing");
    }
    if (!one && !first.equals(config.positive(width))) {
      throw config.unsupported(side + " " + config.at(side), "a square");
    }
    return first.getAsInt();
  }

  /** The preprocessing that squashes where there is no convention for a crop. */
  private static ImagePreprocessing preprocessing(
      ConfigFile config,
      int resize,
      int crop,
      Interpolation interpolation,
      Optional<CropConvention> convention,
      float[] mean,
      float[] std) {
    try {
      return convention.isEmpty()
          ? ImagePreprocessing.squash(crop, interpolation, mean, std)
          : ImagePreprocessing.of(resize, crop, interpolation, convention.get(), mean, std);
    } catch (IllegalArgumentException e) {
      throw config.invalid(e.getMessage());
    }
  }
}
