package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextInputTest {

  @ParameterizedTest
  @CsvSource({"1, 16", "16, 16", "17, 32", "128, 128", "129, 200", "200, 200"})
  void aSentenceIsPaddedToTheShortestBucketThatHoldsIt(int tokens, int length) {
    assertEquals(length, new TextInput("", 200, 0, false).paddedLength(tokens));
  }

  @Test
  void aCaptionOfClipIsPaddedToTheWholeContext() {
    assertEquals(77, new TextInput("", 77, 0, true).paddedLength(3));
  }

  @Test
  void theDescriptionNamesEverySetting() {
    assertEquals(
        "truncate to 50 tokens, pad with 7 to [16, 32, 50]",
        new TextInput("", 50, 7, false).description());
    assertEquals(
        "put \"query: \" before, truncate to 50 tokens, pad with 7 to [50]",
        new TextInput("query: ", 50, 7, true).description());
    assertEquals(
        "truncate to 50 tokens, pad with 7 to [50]", new TextInput("", 50, 7, true).description());
  }
}
