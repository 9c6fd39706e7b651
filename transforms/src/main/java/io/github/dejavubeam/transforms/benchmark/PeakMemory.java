package io.github.dejavubeam.transforms.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The most memory that this process has had, as Linux counts it. */
public final class PeakMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");
  private static final long KIBIBYTE = 1024;

  private PeakMemory() {}

  /** Peak resident set of this process in bytes; empty on other systems. */
  public static OptionalLong residentBytes() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .map(PEAK::matcher)
          .filter(Matcher::matches)
          .mapToLong(line -> Long.parseLong(line.group(1)) * KIBIBYTE)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
