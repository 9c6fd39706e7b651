package io.github.dejavubeam.pipelines;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** The options that this program declares, not those of Beam and its runners. */
final class DeclaredOptions {

  private DeclaredOptions() {}

  /** Getters by name of the option, sorted. */
  static Map<String, Method> of(Class<? extends PipelineOptions> type) {
    Map<String, Method> options = new TreeMap<>();
    for (Method method : type.getMethods()) {
      if (method.isAnnotationPresent(Description.class)
          && method.getDeclaringClass().getPackage().equals(DeclaredOptions.class.getPackage())) {
        String name = method.getName().replaceFirst("^(get|is)", "");
        options.put(Character.toLowerCase(name.charAt(0)) + name.substring(1), method);
      }
    }
    return options;
  }

  /** The options that have a value, with it. */
  static Map<String, String> values(Verb<?> verb, PipelineOptions options) {
    TreeMap<String, String> values = new TreeMap<>();
    of(verb.options()).forEach((name, getter) -> values.put(name, value(getter, options)));
    values.values().removeIf(String::isEmpty);
    return values;
  }

  /** The value as a user would write it; empty where there is none. */
  static String value(Method getter, PipelineOptions options) {
    try {
      Object value = getter.invoke(options);
      if (value instanceof Collection<?> list) {
        return list.stream().map(String::valueOf).collect(Collectors.joining(","));
      }
      return value == null ? "" : value.toString();
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("option " + getter.getName() + " cannot be read", e);
    }
  }
}
