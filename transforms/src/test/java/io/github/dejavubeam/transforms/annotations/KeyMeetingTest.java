package io.github.dejavubeam.transforms.annotations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class KeyMeetingTest {

  private static KeyMeeting annotations(String json) {
    return KeyMeeting.ofAnnotations(json.getBytes(UTF_8));
  }

  private static KeyMeeting merged(KeyMeeting... meetings) {
    KeyMeeting merged = meetings[0];
    for (int i = 1; i < meetings.length; i++) {
      merged = new KeyMeeting.Merge().apply(merged, meetings[i]);
    }
    return merged;
  }

  @Test
  void ofAnnotationsThatDifferTheLeastTextStaysWhateverTheOrder() {
    KeyMeeting expected =
        merged(
            annotations("a"),
            annotations("a"),
            annotations("b"),
            annotations("b"),
            annotations("c"),
            KeyMeeting.ofExample(0, 7),
            KeyMeeting.ofExample(1, 3));

    assertArrayEquals("a".getBytes(UTF_8), expected.annotations());
    assertEquals(2, expected.copies());
    assertEquals(3, expected.others());
    assertEquals(
        List.of(new KeyMeeting.Place(0, 7), new KeyMeeting.Place(1, 3)), expected.places());
    CombineFnTester.testCombineFn(
        new KeyMeeting.Merge(),
        new ArrayList<>(
            List.of(
                annotations("b"),
                KeyMeeting.ofExample(1, 3),
                annotations("a"),
                annotations("c"),
                annotations("b"),
                KeyMeeting.ofExample(0, 7),
                annotations("a"))),
        expected);
  }

  @Test
  void itTravelsUnchanged() throws Exception {
    for (KeyMeeting meeting :
        List.of(
            annotations("{}"),
            KeyMeeting.ofExample(1, 1L << 40),
            merged(annotations("a"), annotations("b"), KeyMeeting.ofExample(0, 0)))) {
      CoderProperties.coderDecodeEncodeEqual(KeyMeeting.CODER, meeting);
    }
    RowAnnotations row = new RowAnnotations(3, new byte[] {1, 2});
    assertArrayEquals(row.json(), CoderUtils.clone(RowAnnotations.CODER, row).json());
  }
}
