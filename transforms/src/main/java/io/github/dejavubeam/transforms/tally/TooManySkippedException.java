package io.github.dejavubeam.transforms.tally;

/** So much of the data is bad that a result would mislead. The message says what and why. */
public final class TooManySkippedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public TooManySkippedException(String message) {
    super(message);
  }
}
