package io.github.dejavubeam.transforms.crop;

/** Why an image has no background crop. */
public enum NoBackground {
  /** Nothing says where the foreground is. */
  NO_BOX("no box says where the foreground is", false),

  /** A box of the foreground is no box. */
  BAD_BOX("a box is not four finite numbers, left before right and top before bottom", true),

  /** A box of the foreground reaches beyond the right edge (method, part 2 point 1). */
  BEYOND_RIGHT_EDGE("a box reaches beyond the right edge of the image", false),

  /** What is free of boxes is too small. */
  TOO_SMALL("no background rectangle is large enough", false);

  private final String reason;
  private final boolean badData;

  NoBackground(String reason, boolean badData) {
    this.reason = reason;
    this.badData = badData;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }

  /** Whether the annotation is broken, rather than the image without background. */
  public boolean isBadData() {
    return badData;
  }
}
