package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Estimate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;

/**
 * How the share of examples that are won less the share of those that are lost differs between two
 * studies, tested in pairs of the examples that both have. The same examples give the same change
 * in whatever order they are added and merged.
 */
public final class SignedChange {

  private final SignedShare first;
  private final SignedShare second;

  /** Half the change of an example of both, which is in [-2, 2]. */
  private final PairedDifference halves;

  /** The change of no example. */
  public SignedChange() {
    this(new SignedShare(), new SignedShare(), new PairedDifference());
  }

  private SignedChange(SignedShare first, SignedShare second, PairedDifference halves) {
    this.first = first;
    this.second = second;
    this.halves = halves;
  }

  /** Adds an example of the first study alone, won (positive), lost (negative) or drawn (0). */
  public void addFirst(int before) {
    first.add(before);
  }

  /** Adds an example of the second study alone. */
  public void addSecond(int after) {
    second.add(after);
  }

  /** Adds an example of both. */
  public void addBoth(int before, int after) {
    first.add(before);
    second.add(after);
    halves.add((Integer.signum(after) - Integer.signum(before)) / 2.0);
  }

  /** Adds the examples of another change, which stays as it is. */
  public void merge(SignedChange other) {
    first.merge(other.first);
    second.merge(other.second);
    halves.merge(other.halves);
  }

  /** Examples of the first study. */
  public long nFirst() {
    return first.n();
  }

  /** Examples of the second study. */
  public long nSecond() {
    return second.n();
  }

  /** Examples of both. */
  public long shared() {
    return halves.n();
  }

  /**
   * The shares of both studies and their difference: the paired t test of {@link PairedDifference}
   * over the shared examples, {@link SignedShare#minus} where there are none.
   */
  public ChangeResult.Change result() {
    return new ChangeResult.Change(
        first.estimate(),
        second.estimate(),
        shared() > 0 ? twice(halves.estimate()) : second.minus(first));
  }

  static Estimate twice(Estimate half) {
    return Estimate.of(2 * half.value(), 2 * half.low(), 2 * half.high(), half.pValue());
  }

  /** Writes the numbers. */
  public void write(OutputStream out) throws IOException {
    first.write(out);
    second.write(out);
    halves.write(out);
  }

  /** Reads what {@link #write} wrote. */
  public static SignedChange read(InputStream in) throws IOException {
    return new SignedChange(SignedShare.read(in), SignedShare.read(in), PairedDifference.read(in));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignedChange change
        && first.equals(change.first)
        && second.equals(change.second)
        && halves.equals(change.halves);
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, second, halves);
  }
}
