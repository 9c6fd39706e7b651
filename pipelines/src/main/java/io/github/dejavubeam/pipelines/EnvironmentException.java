package io.github.dejavubeam.pipelines;

/** Something that the program needs of the machine or the cluster is not there; in words. */
final class EnvironmentException extends RuntimeException {

  EnvironmentException(String message) {
    super(message);
  }

  EnvironmentException(String message, Throwable cause) {
    super(message, cause);
  }
}
