package io.github.dejavubeam.transforms.conversion;

/** A file is not what it was taken for; the message completes "FILE: ". */
public final class MalformedAnnotationsException extends Exception {

  private static final long serialVersionUID = 1;

  MalformedAnnotationsException(String message) {
    super(message);
  }
}
