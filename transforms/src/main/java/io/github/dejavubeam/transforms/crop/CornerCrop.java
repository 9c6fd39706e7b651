package io.github.dejavubeam.transforms.crop;

import io.github.dejavubeam.schemas.BoundingBox;
import java.util.List;

/**
 * The top left corner, 0.3 of each side rounded down but at least a pixel, whatever lies there: the
 * alternative crop of Meehan et al. 2023. Boxes are not looked at.
 */
public record CornerCrop() implements BackgroundCrop {

  @Override
  public Background of(int width, int height, List<BoundingBox> boxes) {
    return new Background.Found(new PixelBox(0, 0, share(width), share(height)));
  }

  private static int share(int side) {
    return (int) Math.max(1, 3L * side / 10);
  }

  @Override
  public String description() {
    return "corner 0.3";
  }
}
