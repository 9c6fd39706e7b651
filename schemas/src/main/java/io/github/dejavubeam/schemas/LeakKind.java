package io.github.dejavubeam.schemas;

/** How an example of one set is found in another. */
public enum LeakKind {

  /** Its image has the same bytes. */
  SAME_IMAGE("same-image"),

  /** Its caption is the same up to case and white space. */
  SAME_CAPTION("same-caption"),

  /** Its image is nearer than a threshold in the space of the audited model. */
  NEAR_IMAGE("near-image");

  private final String label;

  LeakKind(String label) {
    this.label = label;
  }

  /** The kind as results name it. */
  public String label() {
    return label;
  }
}
