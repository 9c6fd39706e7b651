package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardRangesTest {

  @Test
  void numbersArePaddedWhereEitherEndIs() {
    assertEquals(List.of("s8.tar", "s9.tar", "s10.tar"), ShardRanges.expand("s{8..10}.tar"));
    assertEquals(List.of("s008", "s009", "s010"), ShardRanges.expand("s{008..010}"));
    assertEquals(List.of("s08", "s09", "s10"), ShardRanges.expand("s{08..10}"));
    assertEquals(
        List.of("099", "100"),
        ShardRanges.expand("{99..0100}").stream().map(name -> name.substring(1)).toList());
    assertEquals(List.of("0", "1"), ShardRanges.expand("{0..1}"));
    assertEquals(List.of("7"), ShardRanges.expand("{7..7}"));
  }

  @Test
  void severalRangesMakeEveryCombination() {
    assertEquals(
        List.of("a0/b00.tar", "a0/b01.tar", "a1/b00.tar", "a1/b01.tar"),
        ShardRanges.expand("a{0..1}/b{00..01}.tar"));
  }

  @Test
  void alternativesAreNamesAsRangesAre() {
    assertEquals(
        List.of("train/0.tar", "train/1.tar", "val/0.tar", "val/1.tar"),
        ShardRanges.expand("{train,val}/{0..1}.tar"));
    assertEquals(List.of("s.tar", "s-b.tar"), ShardRanges.expand("s{,-b}.tar"));
  }

  @Test
  void whatWasCutAtCommasOfAlternativesIsPutTogether() {
    assertEquals(
        List.of("a", "{b,c,d}/*", "e{0..1}", "{f,g}{h,i}", "j"),
        ShardRanges.joined(List.of("a", "{b", "c", "d}/*", "e{0..1}", "{f", "g}{h", "i}", "j")));
    assertEquals(List.of("a{b,c"), ShardRanges.joined(List.of("a{b", "c")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plain.tar", "glob-*.tar", "{a}.tar", "{a,b", "{a..b}", "{1..}", "{1.2}", "1..2"})
  void whatIsNoRangeIsLeftAlone(String pattern) {
    assertEquals(List.of(pattern), ShardRanges.expand(pattern));
  }

  @Test
  void aMillionNamesAreAllowedAndNotOneMore() {
    assertEquals(1_000_000, ShardRanges.expand("{0..999999}").size());
    assertEquals(1_000_000, ShardRanges.expand("{0..999}{0..999}").size());
    for (String pattern :
        List.of(
            "{0..1000000}",
            "{0..999}-{0..1000}",
            "{0..99}{0..99}{0..99}{0..99}",
            "{0..999999}{a,b}",
            "{0..999999999999999999}")) {
      String message =
          assertThrows(IllegalArgumentException.class, () -> ShardRanges.expand(pattern))
              .getMessage();
      assertTrue(message.contains("more than 1000000 names"), message);
    }
  }

  @Test
  void aRangeMustNotRunDown() {
    assertEquals(
        "the range {9..3} runs down",
        assertThrows(IllegalArgumentException.class, () -> ShardRanges.expand("{9..3}"))
            .getMessage());
  }
}
