package io.github.dejavubeam.transforms.metrics.exact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import org.apache.beam.sdk.util.VarInt;

/**
 * The number of records in a set, and the exact sums of each of their values and of the products of
 * each two of them, a value with itself included.
 */
final class RecordTotal {

  private final int values;

  /** The sums of the values, then those of the products, see {@link #product}. */
  private final ExactSums sums;

  private long count;

  /** The total of no record. */
  RecordTotal(int values) {
    this(0, values, new ExactSums(sums(values)));
  }

  private RecordTotal(long count, int values, ExactSums sums) {
    this.count = count;
    this.values = values;
    this.sums = sums;
  }

  private static int sums(int values) {
    return values + values * (values + 1) / 2;
  }

  /** Where the sum of the products of two values stands; the first is not after the second. */
  private int product(int first, int second) {
    return values + second * (second + 1) / 2 + first;
  }

  /** Adds a record. */
  void add(double[] record) {
    if (record.length != values) {
      throw new IllegalArgumentException(
          "a record of " + record.length + " values among records of " + values);
    }
    count++;
    for (int second = 0; second < values; second++) {
      sums.add(second, record[second]);
      for (int first = 0; first <= second; first++) {
        sums.add(product(first, second), record[first] * record[second]);
      }
    }
  }

  /** Adds another total, which stays as it is. */
  void merge(RecordTotal other) {
    if (other.values != values) {
      throw new IllegalArgumentException(
          "a total of " + other.values + " values with one of " + values);
    }
    count += other.count;
    sums.merge(other.sums);
  }

  RecordTotal copy() {
    RecordTotal copy = new RecordTotal(values);
    copy.merge(this);
    return copy;
  }

  long count() {
    return count;
  }

  /** Number of values of every record. */
  int values() {
    return values;
  }

  /** Mean of each value. */
  double[] means() {
    double[] means = new double[values];
    for (int value = 0; value < values; value++) {
      means[value] = sums.mean(value, count);
    }
    return means;
  }

  /**
   * Covariances of the values over these records, shape [values x values] by row: (N Σxy - Σx Σy) /
   * N², in whole numbers since the two terms nearly cancel. Each product was rounded to 2^-60, so a
   * covariance is wrong by 2^-61 at most.
   */
  double[] covariances() {
    BigInteger n = BigInteger.valueOf(count);
    // Values count units of 2^-60, and so do products.
    BigInteger denominator = n.pow(2).shiftLeft(120);
    double[] covariances = new double[values * values];
    for (int second = 0; second < values; second++) {
      for (int first = 0; first <= second; first++) {
        BigInteger products = n.multiply(sums.units(product(first, second)).shiftLeft(60));
        BigInteger numerator = products.subtract(sums.units(first).multiply(sums.units(second)));
        double covariance = ExactRatio.of(numerator, denominator);
        covariances[first * values + second] = covariance;
        covariances[second * values + first] = covariance;
      }
    }
    return covariances;
  }

  void write(OutputStream out) throws IOException {
    VarInt.encode(count, out);
    VarInt.encode(values, out);
    sums.write(out);
  }

  static RecordTotal read(InputStream in) throws IOException {
    long count = VarInt.decodeLong(in);
    int values = VarInt.decodeInt(in);
    return new RecordTotal(count, values, ExactSums.read(in, sums(values)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordTotal total
        && count == total.count
        && values == total.values
        && sums.equals(total.sums);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(count) + sums.hashCode();
  }
}
