package io.github.dejavubeam.transforms.tally;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The largest share of a split's examples that may be left out before its results mean nothing.
 *
 * @param maxBadFraction from 0 to 1
 */
public record SkipLimit(double maxBadFraction) implements Serializable {

  private static final int REASONS_SHOWN = 5;

  /**
   * A limit.
   *
   * @throws IllegalArgumentException if it is not from 0 to 1
   */
  public SkipLimit {
    if (!(maxBadFraction >= 0 && maxBadFraction <= 1)) {
      throw new IllegalArgumentException(
          "--maxBadFraction=" + maxBadFraction + ": give a number from 0 to 1");
    }
  }

  /**
   * Accepts the splits or ends the job.
   *
   * @throws TooManySkippedException if more than the share was left out of a split, or nothing is
   *     left of it
   */
  public void check(Tally tally, List<String> splits) {
    for (String split : splits) {
      long read = tally.found(split);
      long skipped = tally.leftOut(split);
      if (read == skipped + tally.withoutBackground(split)) {
        throw new TooManySkippedException(
            "the " + split + " set has no usable example: " + reasons(tally, split));
      }
      if (skipped > maxBadFraction * read) {
        throw new TooManySkippedException(
            String.format(
                "%d of %d examples of the %s set were left out, more than --maxBadFraction=%s"
                    + " allows: %s. Mend the data, or raise the limit if the rest is what you want"
                    + " to measure",
                skipped, read, split, maxBadFraction, reasons(tally, split)));
      }
    }
  }

  private static String reasons(Tally tally, String split) {
    Map<String, Long> reasons = tally.reasons(split);
    if (reasons.isEmpty()) {
      return "its shards hold none";
    }
    return reasons.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(REASONS_SHOWN)
        .map(reason -> reason.getValue() + " x " + reason.getKey())
        .collect(Collectors.joining("; "));
  }
}
