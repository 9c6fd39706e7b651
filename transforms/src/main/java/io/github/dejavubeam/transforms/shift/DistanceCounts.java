package io.github.dejavubeam.transforms.shift;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.KV;
import org.hipparchus.stat.inference.KolmogorovSmirnovTest;

/**
 * Two histograms of squared distances: exact counts, of a target and a control set, in bins whose
 * ends are less than 0.4 % apart, for embeddings that are not of length 1 may lie at any distance.
 */
final class DistanceCounts {

  private static final int BINS_OF_AN_OCTAVE = 256;
  private static final int LEAST_EXPONENT = -14;
  private static final int OCTAVES = 40;
  private static final int BINS = BINS_OF_AN_OCTAVE * OCTAVES;

  /** Bits of a double below those that tell its exponent and its bin in the octave. */
  private static final int BELOW = 52 - Integer.numberOfTrailingZeros(BINS_OF_AN_OCTAVE);

  private final long[] target = new long[BINS];
  private final long[] control = new long[BINS];

  /** Adds a distance; what lies outside [2^-14, 2^26) counts in the outermost bins. */
  void add(boolean inControl, double distance) {
    (inControl ? control : target)[bin(distance)]++;
  }

  private static int bin(double distance) {
    double least = Math.scalb(1.0, LEAST_EXPONENT);
    // Doubles that are not negative sort as their bits do.
    long above =
        (Double.doubleToLongBits(Math.max(distance, least)) >>> BELOW)
            - (Double.doubleToLongBits(least) >>> BELOW);
    return (int) Math.min(BINS - 1, above);
  }

  /** Adds other counts, which stay as they are. */
  void merge(DistanceCounts other) {
    for (int bin = 0; bin < BINS; bin++) {
      target[bin] += other.target[bin];
      control[bin] += other.control[bin];
    }
  }

  /** Number of distances of each set. */
  SetCounts totals() {
    return new SetCounts(Arrays.stream(target).sum(), Arrays.stream(control).sum());
  }

  /**
   * Largest difference of the two distribution functions at the ends of the bins; NaN where a set
   * is empty.
   */
  double statistic() {
    SetCounts totals = totals();
    if (totals.target() == 0 || totals.control() == 0) {
      return Double.NaN;
    }
    double largest = 0;
    long targetBelow = 0;
    long controlBelow = 0;
    for (int bin = 0; bin < BINS; bin++) {
      targetBelow += target[bin];
      controlBelow += control[bin];
      largest =
          Math.max(
              largest,
              Math.abs(
                  (double) targetBelow / totals.target()
                      - (double) controlBelow / totals.control()));
    }
    return largest;
  }

  /**
   * p-value of the two-sample Kolmogorov-Smirnov test (Smirnov 1948), asymptotic in the sizes. Bins
   * can only hide differences, so it is, if anything, too large.
   */
  double pValue() {
    SetCounts totals = totals();
    double statistic = statistic();
    return Double.isNaN(statistic)
        ? Double.NaN
        : new KolmogorovSmirnovTest()
            .approximateP(
                statistic,
                (int) Math.min(Integer.MAX_VALUE, totals.target()),
                (int) Math.min(Integer.MAX_VALUE, totals.control()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DistanceCounts counts
        && Arrays.equals(target, counts.target)
        && Arrays.equals(control, counts.control);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(target) + Arrays.hashCode(control);
  }

  /** Counts distances, each with whether it is of the control set. */
  static final class Count extends CombineFn<KV<Boolean, Double>, DistanceCounts, DistanceCounts> {

    @Override
    public DistanceCounts createAccumulator() {
      return new DistanceCounts();
    }

    @Override
    public DistanceCounts addInput(DistanceCounts counts, KV<Boolean, Double> distance) {
      counts.add(distance.getKey(), distance.getValue());
      return counts;
    }

    @Override
    public DistanceCounts mergeAccumulators(Iterable<DistanceCounts> parts) {
      DistanceCounts merged = new DistanceCounts();
      parts.forEach(merged::merge);
      return merged;
    }

    @Override
    public DistanceCounts extractOutput(DistanceCounts counts) {
      return mergeAccumulators(List.of(counts));
    }

    @Override
    public Coder<DistanceCounts> getAccumulatorCoder(
        CoderRegistry registry, Coder<KV<Boolean, Double>> inputCoder) {
      return new CountsCoder();
    }

    @Override
    public Coder<DistanceCounts> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KV<Boolean, Double>> inputCoder) {
      return new CountsCoder();
    }
  }

  /**
   * Writes how many bins hold something, and of each how many empty ones come before it and its
   * counts: a part of a set, which is what is shuffled, fills few.
   */
  static final class CountsCoder extends AtomicCoder<DistanceCounts> {

    @Override
    public void encode(DistanceCounts counts, OutputStream out) throws IOException {
      VarInt.encode(IntStream.range(0, BINS).filter(counts::holds).count(), out);
      int next = 0;
      for (int bin = 0; bin < BINS; bin++) {
        if (counts.holds(bin)) {
          VarInt.encode(bin - next, out);
          VarInt.encode(counts.target[bin], out);
          VarInt.encode(counts.control[bin], out);
          next = bin + 1;
        }
      }
    }

    @Override
    public DistanceCounts decode(InputStream in) throws IOException {
      DistanceCounts counts = new DistanceCounts();
      int next = 0;
      for (long left = VarInt.decodeLong(in); left > 0; left--) {
        int bin = next + VarInt.decodeInt(in);
        if (bin < next || bin >= BINS) {
          throw new CoderException("counts of a bin that there is not: " + bin);
        }
        counts.target[bin] = VarInt.decodeLong(in);
        counts.control[bin] = VarInt.decodeLong(in);
        next = bin + 1;
      }
      return counts;
    }
  }

  private boolean holds(int bin) {
    return target[bin] != 0 || control[bin] != 0;
  }
}
