package io.github.dejavubeam.transforms.gallery;

/** How much of what is shown: a page of a gallery stays small, whatever the data. */
public final class GallerySize {

  /** Examples of a whole study, and so most comparisons that are shown. */
  public static final int EXAMPLES = 24;

  /** Most examples of one comparison. */
  private static final int EACH = 8;

  /** Neighbours of an example that are shown. */
  public static final int NEIGHBOURS = 5;

  /** True objects, predicted labels, labels of a neighbour that are shown. */
  public static final int LABELS = 16;

  /** Characters of a label. */
  public static final int LABEL_CHARS = 80;

  /** Characters of a caption. */
  public static final int CAPTION_CHARS = 400;

  /** Pixels of the longer side of a picture. */
  public static final int PIXELS = 192;

  private GallerySize() {}

  /** Examples of each of so many comparisons. */
  public static int each(int comparisons) {
    return Math.max(1, Math.min(EACH, EXAMPLES / Math.max(1, comparisons)));
  }

  /** A text cut to that many characters, with an ellipsis where something is missing. */
  public static String cut(String text, int characters) {
    if (text.length() <= characters) {
      return text;
    }
    boolean pair = Character.isHighSurrogate(text.charAt(characters - 2));
    return text.substring(0, pair ? characters - 2 : characters - 1) + "\u2026";
  }
}
