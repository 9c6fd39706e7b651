package io.github.dejavubeam.transforms.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.util.MimeTypes;

/**
 * Guards the directory of a study: results are never mixed with other files or another study's. A
 * marker file says that a directory is ours; {@code manifest.json}, that its study is complete.
 */
public final class OutputDirectory {

  static final String MARKER = ".dejavu";
  private static final String MANIFEST = "manifest.json";
  static final byte[] MARKER_TEXT =
      "A study of dejavu; complete if manifest.json is beside this file.\n"
          .getBytes(StandardCharsets.UTF_8);

  private OutputDirectory() {}

  /**
   * Checks that results may be written: the directory is absent, empty, or holds an unfinished
   * study, which then resumes. Creates it, where a file system has directories, to see that it is
   * writable.
   *
   * @param option the option as the user types it, such as {@code --output}
   * @throws IllegalArgumentException naming the option and the mend if the directory is not usable
   */
  public static void requireUsable(String option, String output) {
    Optional<String> problem;
    try {
      problem = problem(output);
      if (problem.isEmpty()) {
        probe(output);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s=%s cannot be written (%s): choose another directory, or mend what denies it"
              .formatted(option, output, e.getMessage()),
          e);
    }
    if (problem.isPresent()) {
      throw new IllegalArgumentException(option + "=" + output + " " + problem.get());
    }
  }

  private static Optional<String> problem(String output) throws IOException {
    if (output.isBlank()) {
      return Optional.of("is blank: name a directory");
    }
    if (output.chars().anyMatch(c -> "*?[]{}".indexOf(c) >= 0)) {
      return Optional.of("holds a wildcard: name one directory");
    }
    Set<ResourceId> files = files(output);
    if (files.contains(file(output, MANIFEST))) {
      return Optional.of(
          "holds a complete study (manifest.json): choose another directory or remove it");
    }
    if (!files.isEmpty() && !files.contains(file(output, MARKER))) {
      return Optional.of("is not empty: choose another directory or remove it");
    }
    return Optional.empty();
  }

  /** All files below the directory, however deep: only so are they seen on every file system. */
  static Set<ResourceId> files(String output) throws IOException {
    String everything = output + (output.endsWith("/") ? "**" : "/**");
    return FileSystems.match(everything, EmptyMatchTreatment.ALLOW).metadata().stream()
        .map(Metadata::resourceId)
        .filter(resource -> !resource.isDirectory())
        .collect(Collectors.toSet());
  }

  private static void probe(String output) throws IOException {
    ResourceId probe = AtomicFiles.temporaryBeside(file(output, MARKER));
    FileSystems.create(probe, MimeTypes.BINARY).close();
    FileSystems.delete(List.of(probe));
  }

  static ResourceId file(String output, String name) {
    return FileSystems.matchNewResource(output, true)
        .resolve(name, StandardResolveOptions.RESOLVE_FILE);
  }
}
