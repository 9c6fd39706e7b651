package io.github.dejavubeam.transforms.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationsParserTest {

  private static final AnnotationsParser PARSER = new AnnotationsParser(ReadLimits.defaults());

  /** Parses JSON written with single quotes. */
  private static Annotations parse(String json) throws InvalidMemberException {
    return PARSER.parse(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static String fault(String json) {
    return assertThrows(InvalidMemberException.class, () -> parse(json), json).getMessage();
  }

  @Test
  void objectsHaveALabelAndAScoreThatIsOneByDefault() throws InvalidMemberException {
    assertEquals(
        List.of(
            LabelledObject.of("cat", 0.25),
            LabelledObject.of("dog", 1),
            LabelledObject.of("b", -3)),
        parse(
                "{'objects': [{'label': 'cat', 'score': 0.25}, {'label': 'dog', 'score': null},"
                    + " {'score': -3e0, 'box': [1, 2, 3, 4], 'label': 'b'}]}")
            .objects());
  }

  @Test
  void aLabelGivenTwiceKeepsItsPlaceAndItsHighestScore() throws InvalidMemberException {
    assertEquals(
        List.of(LabelledObject.of("cat", 0.9), LabelledObject.of("dog", 0.5)),
        parse(
                "{'objects': [{'label': 'cat', 'score': 0.1}, {'label': 'dog', 'score': 0.5},"
                    + " {'label': 'cat', 'score': 0.9}, {'label': 'cat', 'score': 0.2}]}")
            .objects());
  }

  @Test
  void boxesAreKeptAsWrittenAndTagsInTheirOrder() throws InvalidMemberException {
    Annotations annotations =
        parse(
            "{'objects': [{'label': 'a', 'box': [1, 2.5, -3, 4], 'foreground': true},"
                + " {'label': 'a', 'box': null}, {'label': 'a', 'box': [0, 0, 9, 9]}],"
                + " 'crop_tags': [{'label': 's', 'score': 0.5}, {'label': 't'},"
                + " {'label': 's', 'score': 0.7}]}");

    assertEquals(
        List.of(BoundingBox.of(1, 2.5, -3, 4, true), BoundingBox.of(0, 0, 9, 9, false)),
        annotations.boxes());
    assertEquals(
        List.of(
            LabelledObject.of("s", 0.5), LabelledObject.of("t", 1), LabelledObject.of("s", 0.7)),
        annotations.tags());
    assertEquals(List.of(LabelledObject.of("a", 1)), annotations.objects());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[1, 2, 3]", "[1, 2, 3, 4, 5]", "'1 2 3 4'", "[1, 2, 'NaN', 4]", "[[1], 2, 3, 4]"})
  void aBoxThatIsNotFourNumbersIsKeptAsNotANumber(String box) throws InvalidMemberException {
    BoundingBox kept = parse("{'objects': [{'label': 'a', 'box': " + box + "}]}").boxes().get(0);

    assertTrue(Double.isNaN(kept.xMin() + kept.yMin() + kept.xMax() + kept.yMax()));
  }

  @Test
  void tenThousandTagsAreReadAndNotMore() throws InvalidMemberException {
    String tags = "{'label': 't'},".repeat(9_999) + "{'label': 't'}";

    assertEquals(10_000, parse("{'crop_tags': [" + tags + "]}").tags().size());
    assertEquals(ReadFault.TOO_MANY_OBJECTS, fault("{'crop_tags': [" + tags + ", {}]}"));
    assertEquals(ReadFault.TAGS_NOT_A_LIST, fault("{'crop_tags': 3}"));
  }

  @Test
  void otherFieldsAreIgnoredWhateverTheyHold() throws InvalidMemberException {
    Annotations annotations =
        parse(
            "{'exif': '{}', 'sha256': null, 'w': 1e999, 'nested': {'objects': 3, 'label': 'no'},"
                + " 'list': [[{}], 'caption'], 'ok': true, 'label': 'yes', '': 1,"
                + " 'objects': [{'label': 'x', 'parts': {'label': ['y']}}]}");

    assertEquals("yes", annotations.label());
    assertNull(annotations.caption());
    assertEquals(List.of(LabelledObject.of("x", 1)), annotations.objects());
  }

  @Test
  void captionAndLabelAreTakenWhereTheyAreText() throws InvalidMemberException {
    assertEquals("a cat", parse("{'caption': 'a cat'}").caption());
    assertNull(parse("{'caption': null}").caption());
    assertNull(parse("{'caption': ['a cat']}").caption());
    assertEquals("cat", parse("{'label': 'cat'}").label());
    assertEquals("281", parse("{'label': 281}").label());
    assertNull(parse("{'label': 0.5}").label());
    assertNull(parse("{'label': {'name': 'cat'}}").label());
  }

  @Test
  void objectsMayBeAbsentNullOrEmpty() throws InvalidMemberException {
    assertEquals(List.of(), parse("{}").objects());
    assertEquals(List.of(), parse("{'objects': null}").objects());
    assertEquals(List.of(), parse("{'objects': []}").objects());
  }

  @Test
  void theLastOfRepeatedFieldsCounts() throws InvalidMemberException {
    Annotations annotations =
        parse("{'objects': [{'label': 'a'}], 'label': 'x', 'label': 'y', 'objects': []}");

    assertEquals("y", annotations.label());
    assertEquals(List.of(), annotations.objects());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{'a' 1}",
        "{'a': 1}}",
        "{} {}",
        "{'a': NaN}",
        "{'objects': [{'label': 'x'",
        "{'a': tru}"
      })
  void whatIsNoJsonCannotBeParsed(String json) {
    assertEquals("json cannot be parsed", fault(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "[]", "3", "null", "'text'"})
  void whatIsNoObjectIsAFault(String json) {
    assertEquals("json is not an object", fault(json));
  }

  @Test
  void objectsOfTheWrongFormAreFaults() {
    assertEquals("json: objects is not a list", fault("{'objects': {'label': 'x'}}"));
    assertEquals("json: objects is not a list", fault("{'objects': 'x'}"));
    assertEquals("json: an entry of objects is not an object", fault("{'objects': ['x']}"));
    assertEquals("json: an entry of objects is not an object", fault("{'objects': [[]]}"));
    assertEquals("json: an object has no label", fault("{'objects': [{}]}"));
    assertEquals("json: an object has no label", fault("{'objects': [{'label': ' '}]}"));
    assertEquals("json: an object has no label", fault("{'objects': [{'label': 3}]}"));
    assertEquals("label is not valid UTF-8", fault("{'objects': [{'label': '\\udc00\\ud800'}]}"));
    assertEquals(
        "label is longer than the limit",
        fault("{'objects': [{'label': '" + "x".repeat(1_025) + "'}]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e999", "-1e999", "'0.5'", "true", "[]", "{}"})
  void aScoreMustBeAFiniteNumber(String score) {
    assertEquals(
        "json: the score of an object is not a finite number",
        fault("{'objects': [{'label': 'x', 'score': " + score + "}]}"));
  }

  @Test
  void theNumberOfObjectsIsBounded() throws InvalidMemberException {
    String object = "{'label': 'x'}";
    String most = (object + ",").repeat(9_999) + object;

    assertEquals(1, parse("{'objects': [" + most + "]}").objects().size());
    assertEquals(
        "json: more objects than the limit", fault("{'objects': [" + most + "," + object + "]}"));
  }

  @Test
  void nestingIsBoundedInEveryField() throws InvalidMemberException {
    String tooDeep = "json is nested too deeply or holds too long a number";

    assertEquals(tooDeep, fault("{'x': " + "[".repeat(10_000) + "]".repeat(10_000) + "}"));
    assertEquals(tooDeep, fault("{'x': " + "{'y':".repeat(10_000) + "1" + "}".repeat(10_001)));
    assertEquals(tooDeep, fault("{'objects': [{'x': " + "[".repeat(10_000)));
    assertEquals(List.of(), parse("{'x': " + "[".repeat(99) + "]".repeat(99) + "}").objects());
    assertEquals(tooDeep, fault("{'x': " + "[".repeat(100) + "]".repeat(100) + "}"));
  }

  @Test
  void lengthOfNumbersIsBounded() {
    String tooLong = "json is nested too deeply or holds too long a number";

    assertEquals(tooLong, fault("{'label': " + "9".repeat(2_000) + "}"));
    assertEquals(
        tooLong, fault("{'objects': [{'label': 'x', 'score': " + "9".repeat(2_000) + "}]}"));
  }

  @Test
  void manyFieldNamesThatCollideAreRead() throws InvalidMemberException {
    // "Aa" and "BB" have one hash in Java, and so have all their sequences.
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 4_096; i++) {
      json.append("'");
      for (int bit = 0; bit < 12; bit++) {
        json.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      json.append("': 1,");
    }

    assertEquals("x", parse(json + "'label': 'x'}").label());
  }

  @Test
  void randomDamageIsAlwaysParsedOrRefused() {
    byte[] json =
        "{\"label\": \"café\", \"objects\": [{\"label\": \"x\", \"score\": 0.5}], \"a\": [1, null]}"
            .getBytes(UTF_8);
    Random random = new Random(7);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] mutant = json.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
      }
      try {
        PARSER.parse(mutant);
      } catch (InvalidMemberException e) {
        refused++;
      }
    }
    assertTrue(refused > 1_000 && refused < 5_000, refused + " of 5,000 refused");
  }
}
