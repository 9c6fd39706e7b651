package io.github.dejavubeam.transforms.vlm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelNamesTest {

  private final LabelNames names = new LabelNames();

  /** The number of a label that lies among other bytes. */
  private int ordinal(String label) {
    byte[] utf8 = label.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocateDirect(utf8.length + 2).put((byte) 'x').put(utf8);
    return names.ordinal(bytes.put((byte) 'y'), 1, utf8.length);
  }

  @Test
  void labelsAreNumberedAsTheyAreMet() {
    List<String> labels = List.of("dog", "", "Möwe 😀", "dogs", "x".repeat(1000), "do");
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < labels.size(); i++) {
        assertEquals(i, ordinal(labels.get(i)));
        assertEquals(labels.get(i), names.name(i));
      }
    }
  }

  @Test
  void manyLabelsKeepTheirNumbers() {
    Random random = new Random(1);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      String label = "label " + random.nextInt(10_000);
      expected.putIfAbsent(label, expected.size());
      assertEquals(expected.get(label), ordinal(label));
    }
    expected.forEach((label, number) -> assertEquals(label, names.name(number)));
  }

  @Test
  void labelsOfOneHashAreToldApart() {
    // As of strings, "Aa" and "BB" have one hash, and so have all texts of these two.
    List<String> labels = List.of("AaAa", "AaBB", "BBAa", "BBBB");
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < labels.size(); i++) {
        assertEquals(i, ordinal(labels.get(i)));
      }
    }
  }

  @Test
  void aFullMemoryIsEmptiedBetweenExamples() {
    for (int i = 0; i <= 1 << 18; i++) {
      assertEquals(i, ordinal(Integer.toString(i)));
    }
    names.nextExample();
    assertEquals(0, ordinal("7"));
    assertEquals("7", names.name(0));
  }
}
