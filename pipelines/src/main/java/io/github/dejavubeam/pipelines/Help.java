package io.github.dejavubeam.pipelines;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;

/** The help texts, made of the descriptions at the options themselves. */
final class Help {

  private static final int WIDTH = 96;
  private static final String INDENT = "      ";

  private Help() {}

  /** Those verbs. */
  static String overview(List<Verb<?>> verbs) {
    StringBuilder text = new StringBuilder();
    text.append(
        "Measures how much a vision-language model has memorized of its training data.\n\n");
    text.append("usage: dejavu VERB --option=value ...\n\n");
    for (Verb<?> verb : verbs) {
      text.append(String.format("  %-16s %s%n", verb.name(), verb.summary()));
    }
    text.append("\ndejavu VERB --help lists the options of a verb.\n");
    text.append(
        """

        exit codes: 0 complete, 1 something unexpected, 2 a wrong option, path or model,
        3 more bad data than --maxBadFraction, 4 the machine or the cluster lacks something, 5 interrupted
        """);
    return text.toString();
  }

  /** One verb with its options; a required one is marked. */
  static <T extends PipelineOptions> String of(Verb<T> verb) {
    T defaults = PipelineOptionsFactory.as(verb.options());
    StringBuilder text = new StringBuilder();
    text.append("dejavu ").append(verb.name()).append(": ").append(verb.summary()).append("\n\n");
    for (Map.Entry<String, Method> option : DeclaredOptions.of(verb.options()).entrySet()) {
      Method getter = option.getValue();
      text.append("  --").append(option.getKey()).append('=').append(kind(getter));
      if (getter.isAnnotationPresent(Validation.Required.class)) {
        text.append(" (required)");
      }
      text.append('\n');
      String description = getter.getAnnotation(Description.class).value();
      text.append(wrap(description + defaultOf(getter, defaults)));
    }
    if (verb.runsPipeline()) {
      text.append("\nOptions of the runner are accepted too, for instance:\n");
      text.append(
          "  --runner=DirectRunner, --runner=FlinkRunner --flinkMaster=HOST:PORT, --parallelism=N\n");
      if (verb.runsElsewhere()) {
        text.append(
            "  --runner=DataflowRunner --project=ID --region=NAME --tempLocation=gs://...\n");
      }
      text.append(wrap("Without --runner, Flink runs inside this process, on all its cores."));
    }
    return text.toString();
  }

  private static String kind(Method getter) {
    Class<?> type = getter.getReturnType();
    if (Collection.class.isAssignableFrom(type)) {
      return getter.getGenericReturnType().getTypeName().contains("Integer") ? "N,..." : "TEXT,...";
    }
    if (type == boolean.class) {
      return "true|false";
    }
    return type == String.class ? "TEXT" : "N";
  }

  private static String defaultOf(Method getter, PipelineOptions defaults) {
    String value = DeclaredOptions.value(getter, defaults);
    return value.isEmpty() ? "" : " Default: " + value + ".";
  }

  private static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder();
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : Arrays.asList(text.split(" "))) {
      if (line.length() + word.length() + 1 > WIDTH) {
        wrapped.append(line.toString().stripTrailing()).append('\n');
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    return wrapped.append(line.toString().stripTrailing()).append('\n').toString();
  }
}
