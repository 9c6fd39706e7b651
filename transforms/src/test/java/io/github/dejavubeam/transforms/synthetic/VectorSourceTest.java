package io.github.dejavubeam.transforms.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every source promises. {@link ResampledVectorsTest} asks the same of stored vectors. */
class VectorSourceTest {

  /** Sources of a seed. */
  interface Seeded {
    VectorSource of(long seed);
  }

  static Stream<Seeded> sources() {
    return Stream.of(
        seed -> new GaussianVectors(1, seed),
        seed -> new GaussianVectors(33, seed),
        seed -> new ClusteredVectors(48, 7, seed),
        seed -> new ClusteredVectors(64, 7, seed));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void aRowDependsOnItsNumberAndTheSeedAlone(Seeded sources) {
    assertRowsDependOnTheirNumberAlone(sources.of(5), sources.of(5));
    VectorSource other = sources.of(6);
    if (other.dimension() > 1) {
      assertFalse(Arrays.equals(values(other, 0, 1), values(sources.of(5), 0, 1)));
    }
  }

  @ParameterizedTest
  @MethodSource("sources")
  void rowsHaveLengthOne(Seeded sources) {
    assertUnitLength(sources.of(1));
  }

  static void assertRowsDependOnTheirNumberAlone(VectorSource source, VectorSource same) {
    long far = 1L << 40;
    float[] together = values(source, far, 10);
    int dimension = source.dimension();
    LongStream.range(0, 10)
        .forEach(
            row ->
                assertArrayEquals(
                    Arrays.copyOfRange(
                        together, (int) row * dimension, (int) (row + 1) * dimension),
                    values(same, far + row, 1)));
  }

  static void assertUnitLength(VectorSource source) {
    float[] values = values(source, 0, 100);
    for (int row = 0; row < 100; row++) {
      double squares = 0;
      for (int i = 0; i < source.dimension(); i++) {
        double value = values[row * source.dimension() + i];
        squares += value * value;
      }
      assertEquals(1, squares, 1e-6);
    }
  }

  private static float[] values(VectorSource source, long firstRow, int rows) {
    return FloatRows.draw(source, firstRow, rows).values();
  }
}
