package io.github.dejavubeam.transforms.work;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * What works at the same time, and how a piece of work that is planned in mid-job gets to the
 * worker it was planned for: by the key under which it is shuffled. Random keys would bring chance
 * in: of 16 equal pieces on 16 workers the unluckiest gets 3 or 4, and all others wait for it.
 */
public final class Workers implements Serializable {

  private static final long serialVersionUID = 1;

  private final int count;
  private final int[] keys;

  private Workers(int count, int[] keys) {
    if (count < 1) {
      throw new IllegalArgumentException("at least one worker is needed");
    }
    this.count = count;
    this.keys = keys;
  }

  /** So many workers, among whom the runner deals pieces as it likes: each has a key of its own. */
  public static Workers of(int count) {
    return new Workers(count, new int[0]);
  }

  /** Workers that are reached by these keys, one each. */
  public static Workers reachedBy(List<Integer> keys) {
    return new Workers(keys.size(), keys.stream().mapToInt(Integer::intValue).toArray());
  }

  /** Pieces of work that can be done at the same time. */
  public int count() {
    return count;
  }

  /**
   * The key to shuffle a piece by.
   *
   * @param worker number of the worker it is planned for, below {@link #count}
   * @param piece number of the piece
   */
  public int key(int worker, int piece) {
    return keys.length == 0 ? piece : keys[worker];
  }

  @Override
  public String toString() {
    return count + " workers" + (keys.length == 0 ? "" : " by the keys " + Arrays.toString(keys));
  }
}
