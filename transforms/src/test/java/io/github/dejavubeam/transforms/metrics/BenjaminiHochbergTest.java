package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BenjaminiHochbergTest {

  private static final double NAN = Double.NaN;

  /** The fifteen p-values of Benjamini and Hochberg 1995, section 3.2: at 5 % four are rejected. */
  @Test
  void rejectsAsTheAuthorsDoInTheirExample() {
    double[] pValues = {
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
      0.5719, 0.6528, 0.7590, 1.0000
    };

    double[] adjusted = BenjaminiHochberg.adjusted(pValues);

    assertEquals(4, Arrays.stream(adjusted).filter(p -> p <= 0.05).count());
    assertEquals(15 * 0.0001, adjusted[0], 1e-15);
    assertEquals(15 * 0.0095 / 4, adjusted[3], 1e-15);
    // The sixth to eighth share the smallest of their bounds.
    assertEquals(15 * 0.0298 / 7, adjusted[5], 1e-15);
    assertEquals(1, adjusted[14]);
  }

  @Test
  void aTestThatWasNotMadeDoesNotCount() {
    assertArrayEquals(
        new double[] {NAN, 0.04, NAN, 0.02},
        BenjaminiHochberg.adjusted(new double[] {NAN, 0.04, NAN, 0.01}));
    assertArrayEquals(new double[] {NAN}, BenjaminiHochberg.adjusted(new double[] {NAN}));
    assertArrayEquals(new double[0], BenjaminiHochberg.adjusted(new double[0]));
  }

  @Test
  void refusesWhatIsNoPValue() {
    assertThrows(
        IllegalArgumentException.class, () -> BenjaminiHochberg.adjusted(new double[] {1.5}));
  }

  @Property
  void oneTestStaysAsItIs(@ForAll @DoubleRange(max = 1) double pValue) {
    assertArrayEquals(new double[] {pValue}, BenjaminiHochberg.adjusted(new double[] {pValue}));
  }

  @Property
  void tiesStayTiesAndTheOrderStays(@ForAll @NotEmpty List<@DoubleRange(max = 1) Double> values) {
    double[] pValues = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] twice = new double[2 * pValues.length];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = pValues[i % pValues.length];
    }

    double[] adjusted = BenjaminiHochberg.adjusted(twice);

    for (int i = 0; i < twice.length; i++) {
      assertTrue(twice[i] <= adjusted[i] && adjusted[i] <= 1);
      for (int j = 0; j < twice.length; j++) {
        assertTrue(twice[i] > twice[j] || adjusted[i] <= adjusted[j]);
      }
    }
  }

  /** The definition, without sorting: the least p m / r of all tests with no smaller p. */
  @Property(tries = 200)
  void isTheLeastBoundOfAllLargerOnes(
      @ForAll @Size(max = 40) List<@DoubleRange(max = 1) Double> values) {
    double[] pValues = values.stream().mapToDouble(Double::doubleValue).toArray();
    double[] adjusted = BenjaminiHochberg.adjusted(pValues);
    for (int i = 0; i < pValues.length; i++) {
      double least = 1;
      for (double larger : pValues) {
        if (larger >= pValues[i]) {
          long rank = Arrays.stream(pValues).filter(p -> p <= larger).count();
          least = Math.min(least, larger * pValues.length / rank);
        }
      }
      assertEquals(least, adjusted[i], 1e-15);
    }
  }
}
