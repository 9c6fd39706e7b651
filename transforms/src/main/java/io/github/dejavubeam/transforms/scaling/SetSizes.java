package io.github.dejavubeam.transforms.scaling;

/**
 * How many examples each set of a study has.
 *
 * @param targets examples that the audited model was trained on
 * @param publics public examples, which are searched
 * @param controls examples that no model was trained on; 0 without a control set
 */
public record SetSizes(long targets, long publics, long controls) {

  /** Sizes above these are a slip of the keyboard. */
  private static final long MOST = 1_000_000_000_000L;

  /**
   * Sizes.
   *
   * @throws IllegalArgumentException if target or public set is empty, or a number is out of range
   */
  public SetSizes {
    require("targets", targets, 1);
    require("publics", publics, 1);
    require("controls", controls, 0);
  }

  private static void require(String name, long number, long least) {
    if (number < least || number > MOST) {
      throw new IllegalArgumentException(
          "--" + name + "=" + number + ": give a number from " + least + " to " + MOST);
    }
  }

  /** Examples that search: those of the target and of the control set. */
  public long queries() {
    return targets + controls;
  }

  /** Examples of all sets. */
  public long all() {
    return queries() + publics;
  }
}
