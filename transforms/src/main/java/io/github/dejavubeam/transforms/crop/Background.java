package io.github.dejavubeam.transforms.crop;

/** The background of one image: a rectangle, or why there is none. */
public sealed interface Background {

  /** The background is there. */
  record Found(PixelBox crop) implements Background {}

  /** There is none. */
  record Missing(NoBackground why) implements Background {}
}
