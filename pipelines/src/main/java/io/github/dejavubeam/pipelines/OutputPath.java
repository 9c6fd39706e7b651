package io.github.dejavubeam.pipelines;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Paths of directories as the program passes them on: without a trailing slash, and local ones
 * absolute, since workers may have another working directory.
 */
final class OutputPath {

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][-a-zA-Z0-9+.]*:.*");

  private OutputPath() {}

  static String of(String path) {
    String trimmed = path;
    while (trimmed.length() > 1 && trimmed.endsWith("/")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1);
    }
    return trimmed.isBlank() || SCHEME.matcher(trimmed).matches()
        ? trimmed
        : Path.of(trimmed).toAbsolutePath().normalize().toString();
  }
}
