package io.github.dejavubeam.schemas;

import java.io.Serializable;
import java.util.List;

/**
 * Some of the examples, told by one of their properties.
 *
 * @param kind the property
 * @param value its value, as results name it
 */
public record Slice(Kind kind, String value) implements Comparable<Slice>, Serializable {

  /** The value of {@link Kind#CAPTION_WORDS} of examples whose caption was not kept. */
  public static final String UNKNOWN = "unknown";

  private static final List<Integer> FEWEST_WORDS = List.of(0, 5, 10, 20, 50);

  /** A property of examples. */
  public enum Kind {

    /** They carry an object of that label. */
    LABEL("label"),

    /** They have that many distinct objects. */
    OBJECTS("objects"),

    /** Their caption has that many words. */
    CAPTION_WORDS("caption-words"),

    /**
     * Their objects that the caption names, or those that it does not: an example is scored on
     * these objects alone, and is in both slices where it has both.
     */
    CAPTION_NAMES("caption-names");

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

  /** The examples whose caption has about that many words: 0-4, 5-9, 10-19, 20-49, 50+. */
  public static Slice ofCaptionWords(int words) {
    int at = FEWEST_WORDS.size() - 1;
    while (words < FEWEST_WORDS.get(at)) {
      at--;
    }
    String fewest = Integer.toString(FEWEST_WORDS.get(at));
    return new Slice(
        Kind.CAPTION_WORDS,
        at == FEWEST_WORDS.size() - 1
            ? fewest + "+"
            : fewest + "-" + (FEWEST_WORDS.get(at + 1) - 1));
  }

  /** The examples whose caption was not kept. */
  public static Slice ofUnknownCaption() {
    return new Slice(Kind.CAPTION_WORDS, UNKNOWN);
  }

  /** The objects that the caption of their example names, or those that it does not. */
  public static Slice ofObjectsNamed(boolean named) {
    return new Slice(Kind.CAPTION_NAMES, named ? "named" : "unnamed");
  }

  /** By kind, then value; numbers of objects and of words ascending. */
  @Override
  public int compareTo(Slice other) {
    int byKind = kind.compareTo(other.kind);
    int byNumber = byKind == 0 ? Integer.compare(atLeast(), other.atLeast()) : byKind;
    return byNumber != 0 ? byNumber : value.compareTo(other.value);
  }

  private int atLeast() {
    boolean counted =
        kind == Kind.OBJECTS || (kind == Kind.CAPTION_WORDS && !value.equals(UNKNOWN));
    return counted ? Integer.parseInt(value.replaceFirst("[-+].*", "")) : Integer.MAX_VALUE;
  }
}
