package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ReadLimitsTest {

  @Test
  void theDefaultsAreThoseOfTheDocumentation() {
    assertEquals(
        new ReadLimits(67_108_864, 10_000, 16_777_216, 100, 10_000, 1_024, 1_024),
        ReadLimits.defaults());
  }

  @Test
  void aLimitMustBePositive() {
    assertEquals(
        "maxJsonDepth is 0: give a number from 1 to 2147483647",
        assertThrows(IllegalArgumentException.class, () -> new ReadLimits(1, 1, 1, 0, 1, 1, 1))
            .getMessage());
  }
}
