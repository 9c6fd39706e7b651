package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ExampleHashTest {

  private static Example example(
      byte[] image, String caption, String label, LabelledObject... objects) {
    return new Example("key", image, caption, List.of(objects), label);
  }

  private static LabelledObject object(String label, double score) {
    return LabelledObject.of(label, score);
  }

  @Test
  void imageAndCaptionHashesAreTheFirst16BytesOfSha256() {
    Example example = example(new byte[] {'a', 'b', 'c'}, "  ABC\n", null);

    // The test vector of FIPS 180-2: SHA-256 of "abc".
    byte[] expected = HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223");
    assertArrayEquals(expected, example.imageHash());
    assertArrayEquals(expected, example.captionHash());
  }

  @Test
  void whatIsAbsentHasNoHash() {
    assertNull(example(null, "caption", null).imageHash());
    assertNull(example(new byte[1], null, null).captionHash());
  }

  @Test
  void captionsAreNormalised() {
    assertEquals("a red cat", ExampleHash.normalise("\tA  Red\u00A0\u3000Cat\r\n"));
    assertEquals("fi 1 café", ExampleHash.normalise("\uFB01 \u2460 CAFE\u0301"));
    assertEquals("straße i̇", ExampleHash.normalise("STRAßE İ"));
    assertEquals("😀 b", ExampleHash.normalise("😀 B"));
    assertEquals("", ExampleHash.normalise(" \n "));
  }

  @Test
  void captionsThatDifferInWordsHaveDifferentHashes() {
    byte[] one = example(null, "a cat", null).captionHash();
    byte[] other = example(null, "acat", null).captionHash();

    assertEquals(false, Arrays.equals(one, other));
  }

  @Test
  void contentHashesTellEveryDifferenceApart() {
    LabelledObject ab = object("ab", 1);
    List<Example> all =
        List.of(
            example(new byte[] {1, 2}, "x", null, ab),
            example(new byte[] {1}, "x", null, ab),
            example(new byte[0], "x", null, ab),
            example(null, "x", null, ab),
            example(null, "X", null, ab),
            example(null, "x ", null, ab),
            example(null, "", null, ab),
            example(null, null, null, ab),
            example(null, null, null),
            example(null, null, null, object("a", 1)),
            example(null, null, null, object("a", 1), object("b", 1)),
            example(null, null, null, object("b", 1), object("a", 1)),
            example(null, null, null, object("ab", 0.5)),
            example(null, null, "ab", ab),
            example(null, null, "ab"),
            example(null, "ab", null),
            example(new byte[] {'a', 'b'}, null, null));
    Set<String> hashes = new HashSet<>();
    for (Example example : all) {
      hashes.add(HexFormat.of().formatHex(example.exampleHash()));
    }

    assertEquals(all.size(), hashes.size());
  }

  @Test
  void theKeyIsNoPartOfTheContent() {
    Example one = new Example("a", new byte[] {1}, "x", List.of(object("o", 1)), "l");
    Example other = new Example("b", new byte[] {1}, "x", List.of(object("o", 1)), "l");

    assertArrayEquals(one.exampleHash(), other.exampleHash());
    assertEquals(16, one.exampleHash().length);
  }
}
