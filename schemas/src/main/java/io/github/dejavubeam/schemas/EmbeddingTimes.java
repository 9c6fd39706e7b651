package io.github.dejavubeam.schemas;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where time went while the examples of a study were embedded. What an earlier run had embedded is
 * not in it.
 *
 * @param steps by name: {@code read}, {@code decode}, {@code tag} for objects seen by a tagger,
 *     {@code write}, and of each encoder {@code prepare KEY}, its preprocessing or tokenising, and
 *     {@code model KEY}
 * @param modelBusyShare share of the time in which a process embeds, in which at least one call of
 *     a model runs in it, from 0 to 1: how busy the GPU is where models run on one
 */
public record EmbeddingTimes(SortedMap<String, Step> steps, double modelBusyShare) {

  /** The same, which later changes of the map do not reach. */
  public EmbeddingTimes {
    steps = new TreeMap<>(steps);
  }

  /**
   * A step.
   *
   * @param examples how many it was done to
   * @param seconds the sum over all threads
   */
  public record Step(long examples, double seconds) {

    /** How many examples a thread that did nothing else would get done in a second. */
    public double examplesPerSecond() {
      return examples / seconds;
    }
  }
}
