package io.github.dejavubeam.pipelines;

/** A job ended elsewhere without its results; only its own log says why. */
final class JobException extends RuntimeException {

  private static final long serialVersionUID = 1;

  JobException(String message) {
    super(message);
  }
}
