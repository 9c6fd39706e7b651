package io.github.dejavubeam.transforms.crop;

import io.github.dejavubeam.schemas.BoundingBox;
import java.io.Serializable;
import java.util.List;

/** A rule for the part of an image that is cropped as its background (method, part 2 point 1). */
public sealed interface BackgroundCrop extends Serializable permits PeripheryCrop, CornerCrop {

  /**
   * The background of an image.
   *
   * @param width columns of the image, at least 1
   * @param height rows of the image, at least 1
   * @param boxes the objects annotated in it
   */
  Background of(int width, int height, List<BoundingBox> boxes);

  /** All that decides the crop, in a stable form to be digested. */
  String description();
}
