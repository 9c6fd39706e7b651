package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * A number with its 95 % interval and the two-sided p-value of "it is zero". NaN where nothing was
 * measured.
 */
@AutoValue
public abstract class Estimate implements Serializable {

  /** The estimate itself. */
  public abstract double value();

  /** Lower end of the 95 % interval. */
  public abstract double low();

  /** Upper end of the 95 % interval. */
  public abstract double high();

  /** Two-sided p-value of the hypothesis that the true value is zero. */
  public abstract double pValue();

  /** An estimate. */
  public static Estimate of(double value, double low, double high, double pValue) {
    return new AutoValue_Estimate(value, low, high, pValue);
  }

  /** Whether the interval lies wholly on one side of zero. */
  public final boolean excludesZero() {
    return low() > 0 || high() < 0;
  }
}
