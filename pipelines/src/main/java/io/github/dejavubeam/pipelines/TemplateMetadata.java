package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.pipelines.Paths.Content;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.options.Validation;

/**
 * What a Flex Template of Dataflow says of a verb's parameters, made of the options themselves: a
 * verb's own, and of Beam's those that say what workers are.
 */
final class TemplateMetadata {

  /** A template starts a job, which is what this option prevents. */
  private static final List<String> LEFT_OUT = List.of("dryRun");

  /** Getters of Beam's options by the name of their interface, which is not always there. */
  private static final Map<String, List<String>> OF_BEAM =
      Map.of(
          "org.apache.beam.runners.dataflow.options.DataflowPipelineOptions",
          List.of("getDataflowServiceOptions", "getSdkContainerImage"));

  private static final String NAME = "([A-Za-z0-9][A-Za-z0-9._-]*=)?";

  /** Alternatives in braces are of one path. */
  private static final String PATH = "([^,{]|[{][^}]*[}])+";

  private static final String BUCKET = "gs://" + PATH;
  private static final String BUCKET_OR_IMAGE = "(gs://|/)" + PATH;
  private static final String WHOLE = "-?[0-9]+";
  private static final String DECIMAL = "-?[0-9]*[.]?[0-9]+([eE][-+]?[0-9]+)?";

  private TemplateMetadata() {}

  /** The metadata of a verb, as JSON. */
  static <T extends PipelineOptions> String of(Verb<T> verb) {
    T defaults = PipelineOptionsFactory.as(verb.options());
    ObjectNode metadata = new ObjectMapper().createObjectNode();
    metadata.put("name", "dejavu " + verb.name());
    metadata.put("description", verb.summary());
    ArrayNode parameters = metadata.putArray("parameters");
    DeclaredOptions.of(verb.options())
        .forEach(
            (name, getter) -> {
              if (!LEFT_OUT.contains(name)) {
                ObjectNode parameter = describe(parameters.addObject(), name, getter);
                String value = DeclaredOptions.value(getter, defaults);
                if (!value.isEmpty()) {
                  parameter.put("defaultValue", value);
                }
              }
            });
    OF_BEAM.forEach(
        (type, getters) ->
            getters.forEach(
                getter ->
                    describe(parameters.addObject(), name(getter), method(type, getter))
                        .put("isOptional", true)));
    return metadata.toPrettyString() + "\n";
  }

  private static ObjectNode describe(ObjectNode parameter, String name, Method getter) {
    parameter.put("name", name);
    parameter.put("label", label(name));
    parameter.put("helpText", getter.getAnnotation(Description.class).value());
    parameter.put("isOptional", !getter.isAnnotationPresent(Validation.Required.class));
    parameter.putArray("regexes").add("^" + pattern(getter) + "$");
    return parameter;
  }

  private static String name(String getter) {
    return Character.toLowerCase(getter.charAt(3)) + getter.substring(4);
  }

  private static Method method(String type, String getter) {
    try {
      return Class.forName(type).getMethod(getter);
    } catch (ReflectiveOperationException e) {
      throw new EnvironmentException(type + " is not on the class path: start ./dejavu", e);
    }
  }

  private static String label(String name) {
    String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** What a value must look like. */
  static String pattern(Method getter) {
    Paths paths = getter.getAnnotation(Paths.class);
    if (paths != null) {
      return several(NAME + (paths.value() == Content.MODELS ? BUCKET_OR_IMAGE : BUCKET));
    }
    Class<?> type = getter.getReturnType();
    if (Collection.class.isAssignableFrom(type)) {
      boolean whole = getter.getGenericReturnType().getTypeName().contains("Integer");
      return whole ? several(WHOLE) : ".+";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "(true|false)";
    }
    if (type == double.class || type == Double.class) {
      return DECIMAL;
    }
    return type == String.class ? ".+" : WHOLE;
  }

  private static String several(String one) {
    return one + "(," + one + ")*";
  }
}
