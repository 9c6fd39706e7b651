package io.github.dejavubeam.transforms.model;

import java.nio.file.Path;

/** A model directory that cannot be used: says which, what is wrong with it and how to mend it. */
public final class InvalidModelException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  InvalidModelException(Path directory, String fault, String mend) {
    this(directory, fault, mend, null);
  }

  InvalidModelException(Path directory, String fault, String mend, Throwable cause) {
    super("model directory " + directory + ": " + fault + "; " + mend, cause);
  }
}
