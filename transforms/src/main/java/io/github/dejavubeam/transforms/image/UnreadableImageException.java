package io.github.dejavubeam.transforms.image;

/**
 * The bytes are no image that this package decodes. The message is the same for every image with
 * the same fault, so that faults can be counted by it.
 */
public final class UnreadableImageException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A fault described by a constant text, e.g. {@code "JPEG data is truncated"}. */
  public UnreadableImageException(String reason) {
    super(reason);
  }

  /** A fault that another exception explains further. */
  UnreadableImageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
