package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.schemas.Estimate;
import io.github.dejavubeam.transforms.metrics.SignedShare;

/**
 * Examples by whether the audited model and a reference are right (method, part 2 point 6).
 *
 * @param memorized the model is right, the reference wrong
 * @param correlated both are right
 * @param misrepresented the model is wrong, the reference right
 * @param unassociated both are wrong
 */
public record Quadrants(long memorized, long correlated, long misrepresented, long unassociated) {

  /** Number of examples. */
  public long n() {
    return memorized + correlated + misrepresented + unassociated;
  }

  /**
   * The déjà vu score: accuracy of the model less that of the reference (method, part 2 point 5),
   * with the interval and test for paired proportions of {@link SignedShare}.
   */
  public Estimate dejaVuScore() {
    return share().estimate();
  }

  /** This score less that on an independent control set, see {@link SignedShare#minus}. */
  public Estimate minus(Quadrants control) {
    return share().minus(control.share());
  }

  private SignedShare share() {
    return SignedShare.of(n(), memorized, misrepresented);
  }
}
