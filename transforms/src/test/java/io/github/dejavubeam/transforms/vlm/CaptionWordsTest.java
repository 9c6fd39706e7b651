package io.github.dejavubeam.transforms.vlm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptionWordsTest {

  @ParameterizedTest
  @CsvSource({
    "dog, Two DOGS!, true",
    "dog, a hotdog, false",
    "bus, buses and a tram, true",
    "puppy, some puppies, true",
    "day, daies, true",
    "dogs, a dog, false",
    "traffic light, red traffic-lights, true",
    "traffic light, traffic without light, false",
    "light traffic, traffic light, false",
    "wine_glass, a wine glass, true",
    "café, CAFE\u0301 terrace, true",
    "cat, ｃａｔ, true",
    "कुत्ता, एक कुत्ता बैठा है, true",
    "כלב, \u202eכלב\u202c רץ, true",
    "dog, a do\u00adg, true",
    "dog, dog\u0000cat, true",
    "3d printer, a 3D printer, true",
    "★, a ★, false",
    "dog, '', false",
  })
  void aLabelIsNamedByItsWordsOneAfterTheOther(String label, String caption, boolean named) {
    assertEquals(named, new CaptionWords(caption).name(label));
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "' \u0000\u202e -- ', 0",
    "It's a dog., 4",
    "'  two\twords\n', 2",
    "\u05db\u05dc\u05d1 \u200f\u05e8\u05e5, 2",
  })
  void wordsAreRunsOfLettersMarksAndDigits(String caption, int words) {
    assertEquals(words, new CaptionWords(caption).count());
  }

  @Test
  void aCaptionNamesEveryWordOfIt() {
    String caption = "dog ".repeat(2_500);
    assertEquals(2_500, new CaptionWords(caption).count());
    assertEquals(true, new CaptionWords(caption).name("dog dog dog"));
  }

  @Test
  void anyTextIsACaptionAndALabel() {
    Random random = new Random(1);
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      random.ints(40, 0, 0x3000).forEach(each -> text.append((char) each));
      text.append((char) (0xd800 + random.nextInt(0x800)));
      CaptionWords words = new CaptionWords(text.toString());
      assertEquals(words.count() > 0, words.name(text.toString()));
    }
  }
}
