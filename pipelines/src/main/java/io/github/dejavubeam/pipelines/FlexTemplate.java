package io.github.dejavubeam.pipelines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the launcher of a Flex Template starts: it gives options alone, so the verb is that of the
 * image, in {@code DEJAVU_VERB} of its environment.
 */
public final class FlexTemplate {

  private static final String VERB = "DEJAVU_VERB";
  private static final String RUNNER = "--runner=";

  private FlexTemplate() {}

  /** Describes the job of the options and ends the process with the verb's exit code. */
  public static void main(String[] args) {
    Dejavu.main(words(System.getenv(VERB), args).toArray(String[]::new));
  }

  /** The command line that the options of a launcher stand for. */
  static List<String> words(String verb, String... options) {
    List<String> words = new ArrayList<>();
    words.add(verb == null ? "without " + VERB + " in the environment" : verb);
    words.addAll(Arrays.asList(options));
    if (words.stream().noneMatch(word -> word.startsWith(RUNNER))) {
      words.add(RUNNER + "DataflowRunner");
    }
    return words;
  }
}
