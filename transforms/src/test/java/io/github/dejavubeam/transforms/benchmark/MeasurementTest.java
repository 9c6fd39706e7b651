package io.github.dejavubeam.transforms.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MeasurementTest {

  private static Measurement ofWallSeconds(long... seconds) {
    return new Measurement(
        LongStream.of(seconds)
            .mapToObj(wall -> new Measurement.Run(wall * 1_000_000_000, 0, 0))
            .toList(),
        List.of());
  }

  @Test
  void medianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
    assertEquals(3, ofWallSeconds(9, 3, 1).medianSeconds(Measurement.Run::wall));
    assertEquals(2.5, ofWallSeconds(9, 2, 3, 1).medianSeconds(Measurement.Run::wall));
    assertEquals(1, ofWallSeconds(9, 2, 3, 1).leastSeconds(Measurement.Run::wall));
  }
}
