package io.github.dejavubeam.transforms.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text from data, checked: valid Unicode and not too long. */
final class StrictText {

  private StrictText() {}

  /**
   * Most bytes that a text of so many UTF-16 units can take in UTF-8: larger members need no
   * reading to be refused.
   */
  static long maxUtf8Bytes(int chars) {
    return 3L * chars;
  }

  /**
   * Decodes UTF-8.
   *
   * @throws InvalidMemberException with {@code reason} if the bytes are not UTF-8
   */
  static String decode(byte[] utf8, String reason) throws InvalidMemberException {
    try {
      CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
      return text.toString();
    } catch (CharacterCodingException e) {
      throw new InvalidMemberException(reason);
    }
  }

  /** Whether every surrogate has its partner; JSON escapes can write one alone. */
  static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (!Character.isSurrogatePair(
            text.charAt(i), i + 1 < text.length() ? text.charAt(i + 1) : 0)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }
}
