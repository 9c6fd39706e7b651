package io.github.dejavubeam.transforms.tally;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * So much of the data is bad that a result would mislead. The message says what and why. Flink does
 * not start over for it, since another attempt would find the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class TooManySkippedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public TooManySkippedException(String message) {
    super(message);
  }
}
