package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javax.annotation.Nullable;

/** The content hashes of an example: the first 16 bytes of SHA-256. */
final class ExampleHash {

  private static final int BYTES = 16;
  private static final int ABSENT = -1;

  /**
   * Cloned for every use: to look a digest up among the providers takes as long as to hash a
   * caption.
   */
  private static final MessageDigest SHA256 = prototype();

  private ExampleHash() {}

  static byte[] ofImage(byte[] image) {
    return Arrays.copyOf(sha256().digest(image), BYTES);
  }

  static byte[] ofCaption(String caption) {
    byte[] normalised = normalise(caption).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(sha256().digest(normalised), BYTES);
  }

  /** Every field is preceded by its length, so that no two contents have the same encoding. */
  static byte[] ofContent(Example example) {
    MessageDigest digest = sha256();
    update(digest, example.image());
    update(digest, example.caption());
    update(digest, example.objects());
    update(digest, example.label());
    // Only where there are some, so that examples without keep the hash that earlier vectors have.
    if (!example.boxes().isEmpty() || !example.tags().isEmpty()) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, example.boxes().size()));
      for (BoundingBox box : example.boxes()) {
        update(digest, box.xMin(), box.yMin(), box.xMax(), box.yMax(), box.foreground() ? 1 : 0);
      }
      update(digest, example.tags());
    }
    return Arrays.copyOf(digest.digest(), BYTES);
  }

  /** NFKC, no white space at the ends, one space for each run of it inside, lower case. */
  static String normalise(String caption) {
    String text = Normalizer.normalize(caption, Normalizer.Form.NFKC);
    StringBuilder words = new StringBuilder(text.length());
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint)) {
        gap = words.length() > 0;
      } else {
        if (gap) {
          words.append(' ');
          gap = false;
        }
        words.appendCodePoint(codePoint);
      }
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static void update(MessageDigest digest, List<LabelledObject> objects) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, objects.size()));
    for (LabelledObject object : objects) {
      update(digest, object.label());
      update(digest, object.score());
    }
  }

  private static void update(MessageDigest digest, double... numbers) {
    for (double number : numbers) {
      digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, Double.doubleToLongBits(number)));
    }
  }

  private static void update(MessageDigest digest, @Nullable String text) {
    update(digest, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
  }

  private static void update(MessageDigest digest, @Nullable byte[] bytes) {
    int length = bytes == null ? ABSENT : bytes.length;
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, length));
    if (bytes != null) {
      digest.update(bytes);
    }
  }

  private static MessageDigest sha256() {
    try {
      return (MessageDigest) SHA256.clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("Java's own digests can be cloned", e);
    }
  }

  private static MessageDigest prototype() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
