package io.github.dejavubeam.transforms.imagetest;

/** The classes of a classifier are not those of the data. The message lists what differs. */
public final class ClassMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public ClassMismatchException(String message) {
    super(message);
  }
}
