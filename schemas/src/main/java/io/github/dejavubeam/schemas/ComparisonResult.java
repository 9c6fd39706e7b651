package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;
import java.util.List;
import javax.annotation.Nullable;

/** Everything measured for one {@link Comparison} over all scored examples. */
@AutoValue
public abstract class ComparisonResult implements Serializable {

  /** What was compared. */
  public abstract Comparison comparison();

  /** Number of scored examples, N. */
  public abstract long n();

  /** Population precision gap, (wins - losses) / N. */
  public abstract Estimate ppg();

  /** Population recall gap, (wins - losses) / N. */
  public abstract Estimate prg();

  /** Area between the distributions of recall, which is the difference of the mean recalls. */
  public abstract Estimate aucg();

  /** Examples on which the model's precision is larger. */
  public abstract long precisionWins();

  /** Examples on which the reference's precision is larger. */
  public abstract long precisionLosses();

  /** Examples on which the model's recall is larger. */
  public abstract long recallWins();

  /** Examples on which the reference's recall is larger. */
  public abstract long recallLosses();

  /** Mean precision of the model. */
  public abstract double modelPrecision();

  /** Mean precision of the reference. */
  public abstract double referencePrecision();

  /** Mean recall of the model. */
  public abstract double modelRecall();

  /** Mean recall of the reference. */
  public abstract double referenceRecall();

  /** Gaps on the most memorized examples, sorted by order and fraction. */
  public abstract List<MemorizedGap> mostMemorized();

  /** The same on the control set; null in a study without one. */
  @Nullable
  public abstract ControlResult control();

  /** The gaps with and without leaks; null where no scored example leaks. */
  @Nullable
  public abstract LeakResult leaks();

  /** The same on ever more of the examples, to be plotted; sorted likewise. */
  public abstract List<MemorizedGap> curve();

  /** The distributions of recall, by ascending recall; empty where there is no example. */
  public abstract List<RecallShare> recallShares();

  /** A builder of a result without {@link #curve} and {@link #recallShares}. */
  public static Builder builder() {
    return new AutoValue_ComparisonResult.Builder().setCurve(List.of()).setRecallShares(List.of());
  }

  /** A builder that has these values. */
  public abstract Builder toBuilder();

  /**
   * Builds a {@link ComparisonResult}; every field without a value must be set, but the control and
   * the leaks.
   */
  @AutoValue.Builder
  public abstract static class Builder {
    /** Sets the comparison. */
    public abstract Builder setComparison(Comparison comparison);

    /** Sets N. */
    public abstract Builder setN(long n);

    /** Sets the population precision gap. */
    public abstract Builder setPpg(Estimate ppg);

    /** Sets the population recall gap. */
    public abstract Builder setPrg(Estimate prg);

    /** Sets the area between the distributions of recall. */
    public abstract Builder setAucg(Estimate aucg);

    /** Sets the examples won on precision. */
    public abstract Builder setPrecisionWins(long wins);

    /** Sets the examples lost on precision. */
    public abstract Builder setPrecisionLosses(long losses);

    /** Sets the examples won on recall. */
    public abstract Builder setRecallWins(long wins);

    /** Sets the examples lost on recall. */
    public abstract Builder setRecallLosses(long losses);

    /** Sets the model's mean precision. */
    public abstract Builder setModelPrecision(double precision);

    /** Sets the reference's mean precision. */
    public abstract Builder setReferencePrecision(double precision);

    /** Sets the model's mean recall. */
    public abstract Builder setModelRecall(double recall);

    /** Sets the reference's mean recall. */
    public abstract Builder setReferenceRecall(double recall);

    /** Sets the gaps on the most memorized examples. */
    public abstract Builder setMostMemorized(List<MemorizedGap> gaps);

    /** Sets what was measured on the control set. */
    public abstract Builder setControl(@Nullable ControlResult control);

    /** Sets the gaps with and without leaks. */
    public abstract Builder setLeaks(@Nullable LeakResult leaks);

    /** Sets the gaps that are plotted. */
    public abstract Builder setCurve(List<MemorizedGap> gaps);

    /** Sets the distributions of recall. */
    public abstract Builder setRecallShares(List<RecallShare> shares);

    /** The result. */
    public abstract ComparisonResult build();
  }
}
