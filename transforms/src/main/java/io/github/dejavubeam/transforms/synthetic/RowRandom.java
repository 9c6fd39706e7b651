package io.github.dejavubeam.transforms.synthetic;

import java.util.SplittableRandom;

/** Random numbers that depend on a seed and a row alone. */
final class RowRandom {

  private RowRandom() {}

  /** The stream of a row: a new generator of which the caller is the only user. */
  static SplittableRandom of(long seed, long row) {
    // Mixed twice: neighbouring seeds or rows must not give generators a few steps apart.
    return new SplittableRandom(mix(mix(seed) + row));
  }

  /** A bijection of longs in which every bit depends on every other (MurmurHash3's finalizer). */
  private static long mix(long value) {
    long mixed = value;
    mixed = (mixed ^ (mixed >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
