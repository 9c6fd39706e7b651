package io.github.dejavubeam.transforms.vlm;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The words of a caption, and whether it names an object.
 *
 * <p>Words are the longest runs of letters, combining marks and digits of the text in NFKC and
 * lower case; whatever else there is, NUL and hyphens too, parts them, but characters of Unicode's
 * class Format, as marks of direction and soft hyphens are, count for nothing. A caption
 * <em>names</em> a label when the words of the label stand in it one after the other, the last of
 * them as it is or with a simple plural: followed by s or es, or with ies for its final y. So "dog"
 * is named by "two Dogs!" and not by "a hotdog"; synonyms are not known, and a label without a
 * letter or digit is never named. In languages that write no space between words a run of letters
 * is a clause, and little is found.
 */
final class CaptionWords {

  private static final char GAP = ' ';

  /** The words, a gap before the first, between any two and after the last. */
  private final String text;

  /** The words of a caption. */
  CaptionWords(String caption) {
    text = words(caption);
  }

  /** Number of words. */
  int count() {
    return (int) text.chars().filter(each -> each == GAP).count() - 1;
  }

  /** Whether the caption names the label. */
  boolean name(String label) {
    String words = words(label);
    if (words.length() == 1) {
      return false;
    }
    String stem = words.substring(0, words.length() - 1);
    return text.contains(words)
        || text.contains(stem + "s ")
        || text.contains(stem + "es ")
        || (stem.endsWith("y") && text.contains(stem.substring(0, stem.length() - 1) + "ies "));
  }

  private static String words(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder words = new StringBuilder(normal.length() + 2).append(GAP);
    normal
        .codePoints()
        .filter(each -> Character.getType(each) != Character.FORMAT)
        .forEach(
            each -> {
              if (isOfWord(each)) {
                words.appendCodePoint(each);
              } else if (words.charAt(words.length() - 1) != GAP) {
                words.append(GAP);
              }
            });
    if (words.charAt(words.length() - 1) != GAP) {
      words.append(GAP);
    }
    return words.toString();
  }

  private static boolean isOfWord(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> Character.isLetterOrDigit(codePoint);
    };
  }
}
