package io.github.dejavubeam.transforms.io;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands numeric ranges in a shard pattern, {@code {8..10}} is 8, 9, 10 and {@code {008..010}} is
 * 008, 009, 010, and alternatives: {@code {train,val}} is train, val. Several make every
 * combination.
 */
final class ShardRanges {

  static final int MAX_NAMES = 1_000_000;

  private static final Pattern RANGE =
      Pattern.compile("\\{(?:(\\d{1,18})\\.\\.(\\d{1,18})|([^{}]*,[^{}]*))\\}");

  private ShardRanges() {}

  /** Puts together what was taken for several patterns because alternatives have commas. */
  static List<String> joined(List<String> patterns) {
    List<String> joined = new ArrayList<>();
    boolean open = false;
    for (String pattern : patterns) {
      if (open) {
        int last = joined.size() - 1;
        joined.set(last, joined.get(last) + "," + pattern);
      } else {
        joined.add(pattern);
      }
      int opened = pattern.lastIndexOf('{');
      int closed = pattern.lastIndexOf('}');
      open = opened > closed || (open && closed < 0);
    }
    return joined;
  }

  /**
   * The names of a pattern, the last range running fastest; the pattern itself where it has none.
   *
   * @throws IllegalArgumentException if a range runs down, or there are more than a million names
   */
  static List<String> expand(String pattern) {
    List<String> names = List.of("");
    Matcher range = RANGE.matcher(pattern);
    int end = 0;
    while (range.find()) {
      List<String> some =
          range.group(1) == null
              ? List.of(range.group(3).split(",", -1))
              : numbers(range, names.size());
      if (some.size() > MAX_NAMES / names.size()) {
        throw tooMany();
      }
      names = append(names, pattern.substring(end, range.start()), some);
      end = range.end();
    }
    return append(names, pattern.substring(end), List.of(""));
  }

  private static List<String> append(List<String> names, String literal, List<String> numbers) {
    List<String> longer = new ArrayList<>(names.size() * numbers.size());
    for (String name : names) {
      for (String number : numbers) {
        longer.add(name + literal + number);
      }
    }
    return longer;
  }

  private static List<String> numbers(Matcher range, int combinations) {
    long first = Long.parseLong(range.group(1));
    long last = Long.parseLong(range.group(2));
    if (last < first) {
      throw new IllegalArgumentException("the range " + range.group() + " runs down");
    }
    if (last - first >= MAX_NAMES / combinations) {
      throw tooMany();
    }
    boolean padded = isPadded(range.group(1)) || isPadded(range.group(2));
    int width = padded ? Math.max(range.group(1).length(), range.group(2).length()) : 1;
    List<String> numbers = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      String digits = Long.toString(number);
      numbers.add("0".repeat(Math.max(0, width - digits.length())) + digits);
    }
    return numbers;
  }

  private static IllegalArgumentException tooMany() {
    return new IllegalArgumentException(
        "its ranges make more than " + MAX_NAMES + " names: use a glob (*) or several patterns");
  }

  private static boolean isPadded(String digits) {
    return digits.length() > 1 && digits.charAt(0) == '0';
  }
}
