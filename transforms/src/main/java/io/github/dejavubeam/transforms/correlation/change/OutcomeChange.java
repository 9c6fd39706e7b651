package io.github.dejavubeam.transforms.correlation.change;

import io.github.dejavubeam.schemas.AccuracyChange;
import io.github.dejavubeam.schemas.AccuracyChange.Measured;
import io.github.dejavubeam.transforms.metrics.SignedChange;
import io.github.dejavubeam.transforms.metrics.exact.ExactSum;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.CombineFn;
import org.apache.beam.sdk.util.VarInt;

/**
 * How an accuracy or a déjà vu score of one study differs from that of another. The same examples
 * give the same change in whatever order they are merged.
 */
final class OutcomeChange {

  private final SignedChange top1;
  private final SignedChange top5;

  /** Squared deviations on the most confident examples, top-1 and top-5 of each fraction. */
  private final List<ExactSum> squares;

  /** The change of no example, at that many fractions. */
  OutcomeChange(int fractions) {
    this(
        new SignedChange(),
        new SignedChange(),
        Stream.generate(ExactSum::new).limit(2L * fractions).toList());
  }

  private OutcomeChange(SignedChange top1, SignedChange top5, List<ExactSum> squares) {
    this.top1 = top1;
    this.top5 = top5;
    this.squares = squares;
  }

  /**
   * The change of an example that a study has at least.
   *
   * @param confident of each fraction; none where a study has no example at all
   */
  static OutcomeChange of(
      ExampleOutcomes example,
      OutcomePlaces.Pair first,
      OutcomePlaces.Pair second,
      List<ConfidentChange> confident) {
    OutcomeChange change = new OutcomeChange(confident.size());
    add(example, first, second, false, change.top1);
    add(example, first, second, true, change.top5);
    for (int fraction = 0; fraction < confident.size(); fraction++) {
      for (int best = 0; best < 2; best++) {
        double deviation = confident.get(fraction).deviation(example, best == 1);
        change.squares.get(2 * fraction + best).add(deviation * deviation);
      }
    }
    return change;
  }

  private static void add(
      ExampleOutcomes example,
      OutcomePlaces.Pair first,
      OutcomePlaces.Pair second,
      boolean top5,
      SignedChange change) {
    if (!example.inSecond()) {
      change.addFirst(example.sign(first, top5));
    } else if (!example.inFirst()) {
      change.addSecond(example.sign(second, top5));
    } else {
      change.addBoth(example.sign(first, top5), example.sign(second, top5));
    }
  }

  /** Adds the examples of another change, which stays as it is. */
  void merge(OutcomeChange other) {
    top1.merge(other.top1);
    top5.merge(other.top5);
    for (int i = 0; i < other.squares.size(); i++) {
      squares.get(i).merge(other.squares.get(i));
    }
  }

  /** The result, of what the two studies measured. */
  AccuracyChange result(
      Measured first, Measured second, List<Double> fractions, List<ConfidentChange> confident) {
    return new AccuracyChange(
        first,
        second,
        top1.nFirst(),
        top1.nSecond(),
        top1.shared(),
        top1.result(),
        top5.result(),
        IntStream.range(0, confident.size())
            .mapToObj(
                i ->
                    new AccuracyChange.Confident(
                        fractions.get(i),
                        confident.get(i).nFirst(),
                        confident.get(i).nSecond(),
                        confident.get(i).result(squares.get(2 * i), false),
                        confident.get(i).result(squares.get(2 * i + 1), true)))
            .toList());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OutcomeChange change
        && top1.equals(change.top1)
        && top5.equals(change.top5)
        && squares.equals(change.squares);
  }

  @Override
  public int hashCode() {
    return Objects.hash(top1, top5, squares);
  }

  /** Merges the changes of examples. */
  static final class Merge extends CombineFn<OutcomeChange, OutcomeChange, OutcomeChange> {
    private final int fractions;

    /** Merges changes of that many fractions. */
    Merge(int fractions) {
      this.fractions = fractions;
    }

    @Override
    public OutcomeChange createAccumulator() {
      return new OutcomeChange(fractions);
    }

    @Override
    public OutcomeChange addInput(OutcomeChange changes, OutcomeChange change) {
      changes.merge(change);
      return changes;
    }

    @Override
    public OutcomeChange mergeAccumulators(Iterable<OutcomeChange> parts) {
      OutcomeChange merged = createAccumulator();
      parts.forEach(merged::merge);
      return merged;
    }

    @Override
    public OutcomeChange extractOutput(OutcomeChange changes) {
      return mergeAccumulators(List.of(changes));
    }

    @Override
    public Coder<OutcomeChange> getAccumulatorCoder(
        CoderRegistry registry, Coder<OutcomeChange> inputCoder) {
      return new ChangeCoder();
    }

    @Override
    public Coder<OutcomeChange> getDefaultOutputCoder(
        CoderRegistry registry, Coder<OutcomeChange> inputCoder) {
      return new ChangeCoder();
    }
  }

  /** Writes the fields in the order of their declaration. */
  static final class ChangeCoder extends AtomicCoder<OutcomeChange> {

    @Override
    public void encode(OutcomeChange change, OutputStream out) throws IOException {
      change.top1.write(out);
      change.top5.write(out);
      VarInt.encode(change.squares.size(), out);
      for (ExactSum sum : change.squares) {
        sum.write(out);
      }
    }

    @Override
    public OutcomeChange decode(InputStream in) throws IOException {
      SignedChange top1 = SignedChange.read(in);
      SignedChange top5 = SignedChange.read(in);
      List<ExactSum> squares = new ArrayList<>();
      for (int left = VarInt.decodeInt(in); left > 0; left--) {
        squares.add(ExactSum.read(in));
      }
      return new OutcomeChange(top1, top5, List.copyOf(squares));
    }
  }
}
