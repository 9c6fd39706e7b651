package io.github.dejavubeam.transforms.metrics.exact;

/**
 * The order of strings by Unicode code point, which is also the order of their UTF-8 bytes, and so
 * the order in which other programs sort the same ids and labels.
 *
 * <p>{@link String#compareTo} differs from it: it compares UTF-16 units, so characters beyond the
 * basic plane, whose surrogates start at U+D800, come before U+E000 to U+FFFF.
 */
public final class CodePointOrder {

  private CodePointOrder() {}

  /** Negative, zero or positive as {@code a} sorts before, with or after {@code b}. */
  public static int compare(String a, String b) {
    int shared = Math.min(a.length(), b.length());
    for (int i = 0; i < shared; i++) {
      char left = a.charAt(i);
      char right = b.charAt(i);
      if (left != right) {
        return surrogatesLast(left) - surrogatesLast(right);
      }
    }
    return a.length() - b.length();
  }

  private static int surrogatesLast(char unit) {
    return Character.isSurrogate(unit) ? unit + Character.MAX_VALUE : unit;
  }
}
