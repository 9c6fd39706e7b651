package io.github.dejavubeam.transforms.metrics.exact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CodePointOrderTest {

  @Test
  void aCharacterBeyondTheBasicPlaneComesLastUnlikeInUtf16() {
    String ligature = "\uFB01";
    String fox = "\uD83E\uDD8A";

    assertTrue(CodePointOrder.compare(ligature, fox) < 0);
    assertTrue(ligature.compareTo(fox) > 0);
  }

  @Test
  void aPrefixComesBeforeWhatItBegins() {
    assertTrue(CodePointOrder.compare("cat", "cats") < 0);
    assertTrue(CodePointOrder.compare("cats", "cat") > 0);
    assertEquals(0, CodePointOrder.compare("cat", "cat"));
  }

  @Test
  void ordersAsTheBytesOfUtf8Do() {
    Random random = new Random(1);
    int[] codePoints = {'a', 'b', 0x7F, 0xE9, 0x7FF, 0xD7FF, 0xE000, 0xFFFD, 0x10000, 0x10FFFF};
    for (int i = 0; i < 10_000; i++) {
      String a = randomString(random, codePoints);
      String b = randomString(random, codePoints);

      int byBytes = Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));

      assertEquals(Integer.signum(byBytes), Integer.signum(CodePointOrder.compare(a, b)));
    }
  }

  private static String randomString(Random random, int[] codePoints) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(4); length > 0; length--) {
      text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
    }
    return text.toString();
  }
}
