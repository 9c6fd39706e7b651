package io.github.dejavubeam.transforms.vlm;

/** Names of the sets of examples that a study reads. */
public final class Splits {

  /** The examples that the audited model was trained on. */
  public static final String TARGET = "target";

  /** The examples that no model was trained on and that are searched. */
  public static final String PUBLIC = "public";

  /** Examples that no model was trained on and that are treated as the target's are. */
  public static final String CONTROL = "control";

  private Splits() {}
}
