package io.github.dejavubeam.pipelines;

import java.util.regex.Pattern;

/**
 * A model as the user names it: {@code DIRECTORY} or {@code NAME=DIRECTORY}.
 *
 * @param option the option it was given by, for errors
 * @param name its name in results, and of the folders of its vectors
 * @param directory where it is, a local one absolute
 */
record NamedDirectory(String option, String name, String directory) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  /**
   * The model that a value of an option names.
   *
   * @throws UsageException if the name is not made of letters, digits, dots, dashes and underscores
   */
  static NamedDirectory of(String option, String value) {
    int equals = value.indexOf('=');
    // A directory may have an equals sign of its own: what stands before one is a name only if it
    // looks like one.
    boolean named = equals > 0 && NAME.matcher(value.substring(0, equals)).matches();
    String directory = named ? value.substring(equals + 1) : value;
    if (directory.isBlank()) {
      throw new UsageException(option + "=" + value + " names no directory");
    }
    String path = OutputPath.of(directory);
    String name = named ? value.substring(0, equals) : path.substring(path.lastIndexOf('/') + 1);
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          option
              + "="
              + value
              + ": a model's name is made of letters, digits, dots, dashes and underscores; give it"
              + " one with "
              + option
              + "=NAME="
              + directory);
    }
    return new NamedDirectory(option, name, path);
  }
}
