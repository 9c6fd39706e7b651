package io.github.dejavubeam.transforms.vlm;

import java.util.List;

/** Names of the sets of examples that a study reads. */
public final class Splits {

  /** The examples that the audited model was trained on. */
  public static final String TARGET = "target";

  /** The examples that no model was trained on and that are searched. */
  public static final String PUBLIC = "public";

  /** Examples that no model was trained on and that are treated as the target's are. */
  public static final String CONTROL = "control";

  /** All of these. */
  public static final List<String> ALL = List.of(TARGET, PUBLIC, CONTROL);

  private Splits() {}
}
