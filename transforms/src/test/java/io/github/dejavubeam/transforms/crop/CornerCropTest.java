package io.github.dejavubeam.transforms.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CornerCropTest {

  @ParameterizedTest
  @CsvSource({"10, 20, 3, 6", "256, 256, 76, 76", "1, 3, 1, 1"})
  void isThreeTenthsOfEachSide(int width, int height, int right, int bottom) {
    assertEquals(
        new Background.Found(new PixelBox(0, 0, right, bottom)),
        new CornerCrop().of(width, height, List.of()));
  }
}
