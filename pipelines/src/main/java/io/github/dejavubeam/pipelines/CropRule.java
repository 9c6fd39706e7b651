package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.crop.CornerCrop;
import io.github.dejavubeam.transforms.crop.PeripheryCrop;

/** The crop that options ask for. */
final class CropRule {

  private CropRule() {}

  /**
   * The crop.
   *
   * @throws UsageException if there is no such crop
   */
  static BackgroundCrop of(CropOptions options) {
    return switch (options.getCrop()) {
      case "periphery" -> {
        if (options.getMinCropPixels() < 0) {
          throw new UsageException(
              "--minCropPixels="
                  + options.getMinCropPixels()
                  + ": give a number of pixels of at least 0");
        }
        yield new PeripheryCrop(options.getMinCropPixels());
      }
      case "corner" -> new CornerCrop();
      default ->
          throw new UsageException(
              "--crop=" + options.getCrop() + ": choose from periphery, corner");
    };
  }
}
