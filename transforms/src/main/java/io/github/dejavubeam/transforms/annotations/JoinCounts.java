package io.github.dejavubeam.transforms.annotations;

import io.github.dejavubeam.transforms.tally.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted of a join, and its counts as they are reported. A join has the name of the option
 * that says where its annotations are.
 */
public final class JoinCounts {

  /** Annotations for all sets of a study. */
  public static final String ALL = "annotations";

  /** Annotations for the target set. */
  public static final String TARGET = "targetAnnotations";

  /** Annotations for the public set. */
  public static final String PUBLIC = "publicAnnotations";

  private static final String WITH = "/annotated ";
  private static final String WITHOUT = "/without annotations ";

  private JoinCounts() {}

  static String annotated(String name, String split) {
    return name + WITH + split;
  }

  static String withoutAnnotations(String name, String split) {
    return name + WITHOUT + split;
  }

  static String withoutExample(String name) {
    return name + "/without example";
  }

  static String repeated(String name) {
    return name + "/repeated";
  }

  static boolean anyAnnotated(Tally tally, String name) {
    return tally.sum(name + WITH) > 0;
  }

  /**
   * The counts of each join there was, by its name: {@code read} annotations; of them {@code
   * skipped} for what is wrong with them, {@code repeated} with the same content, {@code
   * withoutExample}; and for each set of examples how many are {@code annotated} and {@code
   * notAnnotated}.
   *
   * @param splits names of the sets of examples
   */
  public static Map<String, Map<String, Long>> of(Tally tally, List<String> splits) {
    Map<String, Map<String, Long>> joins = new TreeMap<>();
    for (String name : List.of(ALL, TARGET, PUBLIC)) {
      if (tally.found(name) > 0) {
        joins.put(name, of(tally, name, splits));
      }
    }
    return joins;
  }

  private static Map<String, Long> of(Tally tally, String name, List<String> splits) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("read", tally.found(name));
    counts.put("skipped", tally.leftOut(name));
    counts.put("repeated", tally.count(repeated(name)));
    counts.put("withoutExample", tally.count(withoutExample(name)));
    for (String split : splits) {
      long annotated = tally.count(annotated(name, split));
      long others = tally.count(withoutAnnotations(name, split));
      if (annotated + others > 0) {
        String suffix = split.substring(0, 1).toUpperCase(Locale.ROOT) + split.substring(1);
        counts.put("annotated" + suffix, annotated);
        counts.put("notAnnotated" + suffix, others);
      }
    }
    return counts;
  }
}
