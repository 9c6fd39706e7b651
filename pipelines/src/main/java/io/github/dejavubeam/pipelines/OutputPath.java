package io.github.dejavubeam.pipelines;

/** Paths of directories as the program writes them: without a trailing slash. */
final class OutputPath {

  private OutputPath() {}

  static String of(String path) {
    String trimmed = path;
    while (trimmed.length() > 1 && trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed;
  }
}
