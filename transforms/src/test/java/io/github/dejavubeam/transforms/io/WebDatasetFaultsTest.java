package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.tar;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A bad example costs itself only: the good ones before and after it are read. */
class WebDatasetFaultsTest {

  private static final byte PAX = TarConstants.LF_PAX_EXTENDED_HEADER_LC;
  private static final ReadLimits SMALL = new ReadLimits(100, 10, 200, 5, 3, 20, 8);

  /** Wraps members between two good examples and expects one fault in their place. */
  private static void assertFault(String key, String reason, ReadLimits limits, Tars shard)
      throws IOException {
    List<ShardEntry> entries = Tars.read(shard.member("z.txt", "last").bytes(), limits);

    assertEquals(List.of("first", "z"), Tars.keys(entries));
    assertEquals(List.of(new ReadFault(key, reason)), Tars.faults(entries));
    assertEquals(key, entries.get(1).key());
  }

  private static void assertFault(String key, String reason, Tars shard) throws IOException {
    assertFault(key, reason, ReadLimits.defaults(), shard);
  }

  private static Tars first() {
    return tar().member("first.txt", "first");
  }

  @ParameterizedTest
  @CsvSource({"a.jpg,a.png", "a.jpg,a.jpg", "a.txt,a.caption", "a.json,a.JSON"})
  void twoMembersOfOneKindAreAFault(String one, String other) throws IOException {
    assertFault("a", "duplicate member", first().member(one, "{}").member(other, "{}"));
  }

  @Test
  void twoClassesAreAFault() throws IOException {
    assertFault(
        "a",
        "duplicate member",
        first().member("a.txt", "t").member("a.cls", "1").member("a.cls", "1"));
  }

  @Test
  void anExampleHasOneFaultTheFirst() throws IOException {
    assertFault(
        "a",
        "caption is not valid UTF-8",
        first()
            .member("a.txt", new byte[] {(byte) 0xC3})
            .member("a.json", "]")
            .member("a.txt", ""));
  }

  @Test
  void anImageOfMoreBytesThanAllowedIsAFault() throws IOException {
    assertFault(
        "a", "image is larger than the limit", SMALL, first().member("a.jpg", new byte[101]));
    assertEquals(List.of("a"), Tars.keys(Tars.read(imageOf(100), SMALL)));
  }

  private static byte[] imageOf(int size) {
    return tar().member("a.jpg", new byte[size]).bytes();
  }

  @ParameterizedTest
  @ValueSource(strings = {"elevenchars", "this is much longer than thirty bytes", "ääääääääääää"})
  void aCaptionOfMoreCharactersThanAllowedIsAFault(String caption) throws IOException {
    assertFault("a", "caption is longer than the limit", SMALL, first().member("a.txt", caption));
    assertFault(
        "a",
        "caption is longer than the limit",
        SMALL,
        first().member("a.json", "{\"caption\": \"" + caption + "\"}"));
  }

  @Test
  void aCaptionIsMeasuredInCharactersNotBytes() throws IOException {
    byte[] shard = tar().member("a.txt", "語".repeat(10)).bytes();

    assertEquals(List.of("a"), Tars.keys(Tars.read(shard, SMALL)));
  }

  @Test
  void anUnusedCaptionOfTheJsonMayBeOfAnyLength() throws IOException {
    byte[] shard =
        tar()
            .member("a.txt", "short")
            .member("a.json", "{\"caption\": \"" + "x".repeat(100) + "\"}")
            .bytes();

    assertEquals(List.of("a"), Tars.keys(Tars.read(shard, SMALL)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ninechars", "far longer than twenty-four bytes"})
  void aLongClassIsAFault(String label) throws IOException {
    assertFault(
        "a",
        "label is longer than the limit",
        SMALL,
        first().member("a.txt", "t").member("a.cls", label));
  }

  @Test
  void jsonOfMoreBytesThanAllowedIsAFault() throws IOException {
    assertFault(
        "a", "json is larger than the limit", SMALL, first().member("a.json", " ".repeat(201)));
  }

  @Test
  void textThatIsNotUtf8IsAFault() throws IOException {
    byte[] latin = "café".getBytes(ISO_8859_1);

    assertFault("a", "caption is not valid UTF-8", first().member("a.txt", latin));
    assertFault(
        "a", "label is not valid UTF-8", first().member("a.txt", "caption").member("a.cls", latin));
    assertFault(
        "a", "caption is not valid UTF-8", first().member("a.json", "{\"caption\": \"\\ud800\"}"));
    assertFault(
        "a", "label is not valid UTF-8", first().member("a.json", "{\"label\": \"x\\udfff\"}"));
  }

  @Test
  void badJsonIsAFaultOfItsExample() throws IOException {
    assertFault("a", "json cannot be parsed", first().member("a.json", "{\"objects\": ["));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a",
        "x/../a",
        "/etc/passwd",
        "//a",
        "x\\..\\y/a",
        "\\a",
        "a\nb",
        "a\tb",
        "a\u0085b"
      })
  void unsafeNamesAreAFault(String key) throws IOException {
    assertFault(
        key, "unsafe member name", first().member(key + ".jpg", "1").member(key + ".x", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..a/b", "a../b", ".../a", "~/a", "a b", "$(x)"})
  void namesThatOnlyLookUnsafeAreKept(String key) throws IOException {
    List<ShardEntry> entries = tar().member(key + ".jpg", "1").read();

    assertEquals(List.of(key), Tars.keys(entries));
    assertEquals(List.of(), Tars.faults(entries));
  }

  @Test
  void aNulInAnExtendedHeaderIsAFault() throws IOException {
    assertFault(
        "a\0b", "unsafe member name", first().paxHeader(PAX, "path=a\0b.jpg").member("p", "1"));
  }

  @Test
  void aNameOfAnExtendedHeaderThatIsNotUtf8IsAFault() throws IOException {
    byte[] shard = first().paxHeader(PAX, "path=caf_.jpg").member("p", "1").bytes();
    shard[3 * 512 + "17 path=caf".length()] = (byte) 0xE9;

    assertEquals(
        List.of(new ReadFault("caf\uFFFD", "member name is not valid UTF-8")),
        Tars.faults(Tars.read(shard)));
  }

  @Test
  void aLongKeyIsAFaultAndIsCut() throws IOException {
    assertFault(
        "k".repeat(20),
        "key is longer than the limit",
        SMALL,
        first().member("k".repeat(21) + ".txt", "t"));
    assertFault(
        "k".repeat(19),
        "key is longer than the limit",
        SMALL,
        first().member("k".repeat(19) + "😀.txt", "t"));
  }

  @Test
  void unsafeNamesOfMembersThatMakeNoExampleAreNoFault() throws IOException {
    List<ShardEntry> entries = tar().member("../setup.py", "1").member("a.txt", "2").read();

    assertEquals(List.of(), Tars.faults(entries));
  }
}
