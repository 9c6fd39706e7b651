package io.github.dejavubeam.transforms.io;

import java.util.Locale;
import java.util.Optional;

/**
 * A member's name, cut as WebDataset cuts it: the key is everything up to the first dot of the base
 * name, directories included and unchanged ({@code ./a.jpg} has the key {@code ./a}), the extension
 * all that follows ({@code a.seg.png} has {@code seg.png}).
 *
 * @param key what the members of an example share
 * @param extension lower case, without the leading dot
 */
record MemberName(String key, String extension) {

  private static final char REPLACEMENT = '\uFFFD';

  /** Cuts a path; empty for one that WebDataset skips: no dot, or one that begins its base name. */
  static Optional<MemberName> of(String path) {
    int base = path.lastIndexOf('/') + 1;
    int dot = path.indexOf('.', base);
    if (dot <= base) {
      return Optional.empty();
    }
    return Optional.of(
        new MemberName(path.substring(0, dot), path.substring(dot + 1).toLowerCase(Locale.ROOT)));
  }

  /** Why an example of this key must be left out; empty for a good key. */
  Optional<String> fault(int maxKeyChars) {
    if (key.length() > maxKeyChars) {
      return Optional.of(ReadFault.LONG_KEY);
    }
    if (isAbsolute() || hasParent() || hasControlCharacters()) {
      return Optional.of(ReadFault.UNSAFE_NAME);
    }
    // This character stands where bytes of an extended header are not UTF-8: names may be one.
    if (key.indexOf(REPLACEMENT) >= 0) {
      return Optional.of(ReadFault.NAME_NOT_UTF8);
    }
    return Optional.empty();
  }

  private boolean isAbsolute() {
    return key.charAt(0) == '/' || key.charAt(0) == '\\';
  }

  /** Whether a part of the path is "..". */
  private boolean hasParent() {
    for (int at = key.indexOf(".."); at >= 0; at = key.indexOf("..", at + 1)) {
      if (isEdge(at - 1) && isEdge(at + 2)) {
        return true;
      }
    }
    return false;
  }

  private boolean isEdge(int at) {
    return at < 0 || at == key.length() || key.charAt(at) == '/' || key.charAt(at) == '\\';
  }

  private boolean hasControlCharacters() {
    for (int i = 0; i < key.length(); i++) {
      if (Character.isISOControl(key.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
