package io.github.dejavubeam.transforms.correlation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Numbers of examples on which predictors are right, alone and in pairs. Mergeable; whole numbers
 * only, so the same in any order. Memory: 16 bytes for each pair of predictors.
 */
public final class OutcomeCounts {

  private final int predictors;
  private final long intersectionOf;
  private final long[] bothTop1;
  private final long[] bothTop5;
  private final long[] inIntersection;
  private long n;
  private long intersection;

  /**
   * Counts of no example.
   *
   * @param predictors how many there are
   * @param intersectionOf the set of those whose common right answers are the intersection
   */
  public OutcomeCounts(int predictors, long intersectionOf) {
    this.predictors = predictors;
    this.intersectionOf = intersectionOf;
    bothTop1 = new long[predictors * predictors];
    bothTop5 = new long[predictors * predictors];
    inIntersection = new long[predictors];
  }

  /** Adds an example. */
  void add(ExampleOutcome outcome) {
    n++;
    addPairs(outcome.top1(), bothTop1);
    addPairs(outcome.top5(), bothTop5);
    if (intersectionOf != 0 && (outcome.top1() & intersectionOf) == intersectionOf) {
      intersection++;
      for (int i = 0; i < predictors; i++) {
        inIntersection[i] += outcome.isTop1(i) ? 1 : 0;
      }
    }
  }

  private void addPairs(long right, long[] both) {
    for (long first = right; first != 0; first &= first - 1) {
      int row = Long.numberOfTrailingZeros(first) * predictors;
      for (long second = right; second != 0; second &= second - 1) {
        both[row + Long.numberOfTrailingZeros(second)]++;
      }
    }
  }

  /** Adds other counts, which stay as they are. */
  void merge(OutcomeCounts other) {
    n += other.n;
    intersection += other.intersection;
    add(bothTop1, other.bothTop1);
    add(bothTop5, other.bothTop5);
    add(inIntersection, other.inIntersection);
  }

  /** These counts and others together; both stay as they are. */
  public OutcomeCounts plus(OutcomeCounts other) {
    OutcomeCounts both = new OutcomeCounts(predictors, intersectionOf);
    both.merge(this);
    both.merge(other);
    return both;
  }

  private static void add(long[] sums, long[] others) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += others[i];
    }
  }

  /** Number of examples. */
  public long n() {
    return n;
  }

  /** Examples whose class is the predictor's best. */
  public long top1(int predictor) {
    return bothTop1[predictor * predictors + predictor];
  }

  /** Examples whose class is among the predictor's five best. */
  public long top5(int predictor) {
    return bothTop5[predictor * predictors + predictor];
  }

  /** A model against a reference, by their best classes. */
  public Quadrants top1(int model, int reference) {
    return quadrants(bothTop1, model, reference);
  }

  /** A model against a reference, by their five best classes. */
  public Quadrants top5(int model, int reference) {
    return quadrants(bothTop5, model, reference);
  }

  private Quadrants quadrants(long[] both, int model, int reference) {
    long correlated = both[model * predictors + reference];
    long memorized = both[model * predictors + model] - correlated;
    long misrepresented = both[reference * predictors + reference] - correlated;
    return new Quadrants(
        memorized, correlated, misrepresented, n - correlated - memorized - misrepresented);
  }

  /** Examples on which both or none of two predictors are right. */
  public long agreeing(int first, int second) {
    Quadrants quadrants = top1(first, second);
    return quadrants.correlated() + quadrants.unassociated();
  }

  /** Examples that all of the given set of predictors get right; 0 where the set is empty. */
  public long intersection() {
    return intersection;
  }

  /** Examples of the intersection that this predictor gets right. */
  public long inIntersection(int predictor) {
    return inIntersection[predictor];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutcomeCounts counts
        && n == counts.n
        && intersection == counts.intersection
        && intersectionOf == counts.intersectionOf
        && Arrays.equals(bothTop1, counts.bothTop1)
        && Arrays.equals(bothTop5, counts.bothTop5)
        && Arrays.equals(inIntersection, counts.inIntersection);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bothTop1) + 31 * Arrays.hashCode(bothTop5) + Long.hashCode(n);
  }

  /** A coder of these. */
  public static org.apache.beam.sdk.coders.Coder<OutcomeCounts> coder() {
    return new Coder();
  }

  /** Writes all numbers. */
  static final class Coder extends AtomicCoder<OutcomeCounts> {

    @Override
    public void encode(OutcomeCounts counts, OutputStream out) throws IOException {
      VarInt.encode(counts.predictors, out);
      VarInt.encode(counts.intersectionOf, out);
      VarInt.encode(counts.n, out);
      VarInt.encode(counts.intersection, out);
      for (long[] numbers :
          new long[][] {counts.bothTop1, counts.bothTop5, counts.inIntersection}) {
        for (long number : numbers) {
          VarInt.encode(number, out);
        }
      }
    }

    @Override
    public OutcomeCounts decode(InputStream in) throws IOException {
      OutcomeCounts counts = new OutcomeCounts(VarInt.decodeInt(in), VarInt.decodeLong(in));
      counts.n = VarInt.decodeLong(in);
      counts.intersection = VarInt.decodeLong(in);
      for (long[] numbers :
          new long[][] {counts.bothTop1, counts.bothTop5, counts.inIntersection}) {
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = VarInt.decodeLong(in);
        }
      }
      return counts;
    }
  }
}
