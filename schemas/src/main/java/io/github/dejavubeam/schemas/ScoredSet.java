package io.github.dejavubeam.schemas;

/** The set that a scored example belongs to. */
public enum ScoredSet {

  /** The audited model was trained on it, and the public set has nothing like it. */
  TARGET,

  /** The audited model was trained on it, and it occurs in the public set, too. */
  LEAKED_TARGET,

  /** No model was trained on it, and neither the target nor the public set has anything like it. */
  CONTROL,

  /** It is in the control set, but occurs in the target or the public set, too. */
  LEAKED_CONTROL;

  /** The set of those of its examples that occur elsewhere, too. */
  public ScoredSet leaked() {
    return this == TARGET || this == LEAKED_TARGET ? LEAKED_TARGET : LEAKED_CONTROL;
  }

  /** The set that an example belongs to as long as it does not matter where else it occurs. */
  public ScoredSet unleaked() {
    return this == TARGET || this == LEAKED_TARGET ? TARGET : CONTROL;
  }
}
