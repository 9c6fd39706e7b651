package io.github.dejavubeam.transforms.tally;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of what happened to the examples of each split. Steps emit pairs (event, number); the pairs
 * are summed by event.
 */
public final class Tally implements Serializable {

  private static final long serialVersionUID = 1;

  private static final String READ = "read";
  private static final String SKIPPED = "skipped ";
  private static final String NO_BACKGROUND = "no background: ";

  private final TreeMap<String, Long> events;

  /** The sums by event. */
  public Tally(Map<String, Long> events) {
    this.events = new TreeMap<>(events);
  }

  /** The event "an example was found", of that split. */
  public static String read(String split) {
    return split + "/" + READ;
  }

  /** The event "an example was left out", of that split. */
  public static String skipped(String split, String stage, String reason) {
    return split + "/" + SKIPPED + stage + ": " + reason;
  }

  /** The event "an example has no background to crop", of that split, which is no fault of it. */
  public static String withoutBackground(String split, String reason) {
    return split + "/" + NO_BACKGROUND + reason;
  }

  /** How often the event happened. */
  public long count(String event) {
    return events.getOrDefault(event, 0L);
  }

  /** Examples of the split that were found. */
  public long found(String split) {
    return count(read(split));
  }

  /** Examples of the split that have no background to crop. */
  public long withoutBackground(String split) {
    return sum(split + "/" + NO_BACKGROUND);
  }

  /** Examples of the split that were left out as bad. */
  public long leftOut(String split) {
    return sum(split + "/" + SKIPPED);
  }

  /** How often each reason, with its stage before it, left out an example of the split. */
  public Map<String, Long> reasons(String split) {
    Map<String, Long> reasons = startingWith(split + "/" + SKIPPED);
    startingWith(split + "/" + NO_BACKGROUND)
        .forEach((reason, count) -> reasons.put(NO_BACKGROUND + reason, count));
    return reasons;
  }

  /** How often events with names that begin so happened. */
  public long sum(String prefix) {
    return of(prefix).values().stream().mapToLong(Long::longValue).sum();
  }

  /** How often each event happened whose name begins so, by the rest of its name. */
  public Map<String, Long> startingWith(String prefix) {
    Map<String, Long> counts = new TreeMap<>();
    of(prefix).forEach((event, count) -> counts.put(event.substring(prefix.length()), count));
    return counts;
  }

  private Map<String, Long> of(String prefix) {
    return events.subMap(prefix, prefix + Character.MAX_VALUE);
  }
}
