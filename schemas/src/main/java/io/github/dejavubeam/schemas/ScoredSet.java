package io.github.dejavubeam.schemas;

/** The set that a scored example belongs to. */
public enum ScoredSet {

  /** The audited model was trained on it. */
  TARGET,

  /** No model was trained on it. */
  CONTROL
}
