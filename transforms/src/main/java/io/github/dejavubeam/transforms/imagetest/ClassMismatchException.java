package io.github.dejavubeam.transforms.imagetest;

import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;

/**
 * The classes of a classifier are not those of the data. The message lists what differs. Flink does
 * not start over for it, since another attempt would find the same.
 */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class ClassMismatchException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** An exception with that message. */
  public ClassMismatchException(String message) {
    super(message);
  }
}
