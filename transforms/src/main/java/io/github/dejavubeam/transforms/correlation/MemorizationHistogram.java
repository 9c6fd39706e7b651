package io.github.dejavubeam.transforms.correlation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * How memorization confidence, the entropy of the reference less that of the model's votes, is
 * distributed over memorized examples (method, part 2 point 7): {@value #BINS} bins of a quarter
 * nat, closed below, from {@value #LOWEST} to 8; the outer ones take what lies beyond.
 */
public final class MemorizationHistogram {

  /** Number of bins. */
  public static final int BINS = 64;

  /** Width of a bin in nats. */
  public static final double BIN_WIDTH = 0.25;

  private static final double LOWEST = -8;

  private final long[] counts = new long[BINS];

  void add(double confidence) {
    double bin = Math.floor((confidence - LOWEST) / BIN_WIDTH);
    counts[(int) Math.max(0, Math.min(BINS - 1, bin))]++;
  }

  void merge(MemorizationHistogram other) {
    for (int i = 0; i < BINS; i++) {
      counts[i] += other.counts[i];
    }
  }

  /** Lower end of a bin in nats. */
  public static double from(int bin) {
    return LOWEST + bin * BIN_WIDTH;
  }

  /** Examples in a bin. */
  public long count(int bin) {
    return counts[bin];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemorizationHistogram histogram
        && Arrays.equals(counts, histogram.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  /** Writes all counts. */
  static final class Coder extends AtomicCoder<MemorizationHistogram> {

    @Override
    public void encode(MemorizationHistogram histogram, OutputStream out) throws IOException {
      for (long count : histogram.counts) {
        VarInt.encode(count, out);
      }
    }

    @Override
    public MemorizationHistogram decode(InputStream in) throws IOException {
      MemorizationHistogram histogram = new MemorizationHistogram();
      for (int i = 0; i < BINS; i++) {
        histogram.counts[i] = VarInt.decodeLong(in);
      }
      return histogram;
    }
  }
}
