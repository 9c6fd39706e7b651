package io.github.dejavubeam.schemas;

import java.io.Serializable;

/**
 * Some of the examples, told by one of their properties.
 *
 * @param kind the property
 * @param value its value, as results name it
 */
public record Slice(Kind kind, String value) implements Comparable<Slice>, Serializable {

  /** A property of examples. */
  public enum Kind {

    /** They carry an object of that label. */
    LABEL("label"),

    /** They have that many distinct objects. */
    OBJECTS("objects");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The property as results name it. */
    public String label() {
      return label;
    }
  }

  /** The examples that carry an object of that label. */
  public static Slice ofLabel(String label) {
    return new Slice(Kind.LABEL, label);
  }

  /** The examples with about that many objects: 1, 2, 3, 4, 5-9, 10+. */
  public static Slice ofObjects(int objects) {
    return new Slice(
        Kind.OBJECTS, objects >= 10 ? "10+" : objects >= 5 ? "5-9" : Integer.toString(objects));
  }

  /** By kind, then value; the numbers of objects ascending. */
  @Override
  public int compareTo(Slice other) {
    int byKind = kind.compareTo(other.kind);
    int byNumber =
        byKind == 0 && kind == Kind.OBJECTS ? Integer.compare(atLeast(), other.atLeast()) : byKind;
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  private int atLeast() {
    return Integer.parseInt(value.replaceFirst("[-+].*", ""));
  }
}
