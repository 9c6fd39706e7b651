package io.github.dejavubeam.transforms.io;

/** Cuts text that came from data, before it is kept or shown. */
final class BoundedText {

  private BoundedText() {}

  /** At most the first {@code maxChars} UTF-16 units, one fewer where a pair would be torn. */
  static String cut(String text, int maxChars) {
    if (text.length() <= maxChars) {
      return text;
    }
    boolean tearsPair =
        Character.isHighSurrogate(text.charAt(maxChars - 1))
            && Character.isLowSurrogate(text.charAt(maxChars));
    return text.substring(0, tearsPair ? maxChars - 1 : maxChars);
  }
}
