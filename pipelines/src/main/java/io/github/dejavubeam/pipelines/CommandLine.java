package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.remote.CloudEndpoint;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Turns {@code --option=value} into the options of a verb. */
final class CommandLine {

  private static final Pattern UNKNOWN = Pattern.compile("missing a property named '([^']*)'");
  private static final Pattern SUGGESTION =
      Pattern.compile("Did you mean ('[^']*'|one of \\[[^]]*])");

  private static final Pattern BAD_VALUE =
      Pattern.compile("of type `(?:[a-z]+\\.)*([A-Za-z]+)` from String \"([^\"]*)\"");

  private CommandLine() {}

  /**
   * Options of a verb; without {@code --runner}, embedded Flink on this machine.
   *
   * @throws UsageException if an option is unknown, has a bad value, is missing or is of no use to
   *     the runner
   * @throws EnvironmentException if they name a cluster that cannot run it
   */
  static <T extends PipelineOptions> T parse(Verb<T> verb, List<String> given) {
    List<String> args = verb.complete(given);
    for (String arg : args) {
      if (!arg.startsWith("--")) {
        throw new UsageException(
            "'" + arg + "' is not an option: options are written --option=value");
      }
    }
    PipelineOptionsFactory.register(verb.options());
    try {
      T options =
          PipelineOptionsFactory.fromArgs(args.toArray(String[]::new))
              .withValidation()
              .as(verb.options());
      if (!verb.runsPipeline()) {
        requireDeclared(verb, args);
      }
      if (args.stream().noneMatch(arg -> arg.startsWith("--runner="))) {
        options.setRunner(FlinkRunner.class);
      }
      CloudEndpoint.complete(options.as(GcsOptions.class));
      // Paths are looked at before there is a pipeline, which would do this.
      FileSystems.setDefaultPipelineOptions(options);
      if (verb.runsPipeline()) {
        FlinkSettings.complete(options);
        DataflowSettings.complete(verb, options);
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new UsageException(explain(verb, args, e.getMessage()), e);
    }
  }

  private static void requireDeclared(Verb<?> verb, List<String> args) {
    for (String arg : args) {
      String option = arg.substring("--".length()).replaceFirst("=.*", "");
      if (!DeclaredOptions.of(verb.options()).containsKey(option)) {
        throw new UsageException(
            "no option --" + option + ". All of them: dejavu " + verb.name() + " --help");
      }
    }
  }

  private static String explain(Verb<?> verb, List<String> args, String message) {
    Matcher unknown = UNKNOWN.matcher(message);
    if (!unknown.find()) {
      return describe(args, message) + ". See dejavu " + verb.name() + " --help";
    }
    Matcher suggestion = SUGGESTION.matcher(message);
    String nearest =
        suggestion.find()
            ? " Did you mean " + suggestion.group(1).replaceAll("'([^']*)'", "--$1") + "?"
            : "";
    return "no option --"
        + unknown.group(1)
        + "."
        + nearest
        + " All of them: dejavu "
        + verb.name()
        + " --help";
  }

  /** Beam does not say which option has a value that cannot be converted. */
  private static String describe(List<String> args, String message) {
    Matcher bad = BAD_VALUE.matcher(message);
    if (bad.find()) {
      for (String arg : args) {
        if (arg.endsWith("=" + bad.group(2))) {
          return arg + " is not of type " + bad.group(1);
        }
      }
    }
    return message.replaceFirst("[. ]+$", "");
  }
}
