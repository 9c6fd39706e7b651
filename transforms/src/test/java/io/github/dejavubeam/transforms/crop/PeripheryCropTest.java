package io.github.dejavubeam.transforms.crop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeripheryCropTest {

  private static final PeripheryCrop CROP = new PeripheryCrop(100);

  @Test
  void theStripBesideTheForegroundIsTaken() {
    assertEquals(found(81, 0, 256, 256), CROP.of(256, 256, List.of(box(25, 35, 81, 151))));
  }

  @Test
  void onlyBoxesFlaggedAsForegroundCountWhereOneIs() {
    List<BoundingBox> boxes =
        List.of(BoundingBox.of(0, 0, 50, 50, true), BoundingBox.of(60, 0, 256, 256, false));

    assertEquals(found(50, 0, 256, 256), CROP.of(256, 256, boxes));
  }

  @Test
  void ofTwoAsLargeTheLastFromLeftToRightWins() {
    assertEquals(found(180, 0, 300, 300), CROP.of(300, 300, List.of(box(120, 0, 180, 300))));
  }

  @Test
  void ofTwoAsLargeTheLastFromTopToBottomWins() {
    assertEquals(found(0, 180, 300, 300), CROP.of(300, 300, List.of(box(0, 120, 300, 180))));
  }

  @ParameterizedTest
  @CsvSource({"100, false", "101, true"})
  void theShortSideMustBeLongerThanTheLimit(int side, boolean accepted) {
    Background background = CROP.of(400, side + 50, List.of(box(0, side, 400, side + 50)));

    assertEquals(accepted ? found(0, 0, 400, side) : missing(NoBackground.TOO_SMALL), background);
  }

  @Test
  void aBoxBeyondTheRightEdgeIsRejected() {
    assertEquals(
        missing(NoBackground.BEYOND_RIGHT_EDGE),
        CROP.of(256, 256, List.of(box(10, 10, 256.5, 20))));
  }

  @Test
  void whatReachesOutElsewhereIsCutOff() {
    assertEquals(found(40, 0, 256, 256), CROP.of(256, 256, List.of(box(-10, -10, 40, 300))));
  }

  @Test
  void fractionalBoxesAreRoundedOutwards() {
    assertEquals(found(81, 0, 256, 256), CROP.of(256, 256, List.of(box(0.5, 0.5, 80.1, 255.5))));
  }

  @Test
  void anImageWithoutABoxHasNoBackground() {
    assertEquals(missing(NoBackground.NO_BOX), CROP.of(256, 256, List.of()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 5})
  void aBoxThatIsNoneIsBadData(double xMin) {
    Background background = CROP.of(256, 256, List.of(box(xMin, 0, 4, 4)));

    assertEquals(missing(NoBackground.BAD_BOX), background);
  }

  @Test
  void aBrokenBoxThatIsNotForegroundDoesNotMatter() {
    List<BoundingBox> boxes =
        List.of(BoundingBox.of(0, 0, 50, 50, true), BoundingBox.of(9, 9, 1, 1, false));

    assertEquals(found(50, 0, 256, 256), CROP.of(256, 256, boxes));
  }

  /**
   * Many boxes, touching, nested, reaching out, without area, against pixels looked at one by one.
   */
  @Test
  void isTheLargestOfAllStripsFoundPixelByPixel() {
    Random random = new Random(7);
    int found = 0;
    for (int layout = 0; layout < 5_000; layout++) {
      int width = 1 + random.nextInt(24);
      int height = 1 + random.nextInt(24);
      int minPixels = random.nextInt(4);
      List<BoundingBox> boxes = new ArrayList<>();
      for (int i = 1 + random.nextInt(layout % 10 == 0 ? 30 : 4); i > 0; i--) {
        int left = random.nextInt(width + 4) - 4;
        int top = random.nextInt(height + 8) - 4;
        boxes.add(
            box(
                left,
                top,
                left
                    + random.nextInt(
                        width + (random.nextInt(8) == 0 ? 2 : 0) - Math.min(left, width - 1)),
                top + random.nextInt(height)));
      }
      Background expected = byPixels(width, height, boxes, minPixels);
      assertEquals(
          expected, new PeripheryCrop(minPixels).of(width, height, boxes), boxes::toString);
      found += expected instanceof Background.Found ? 1 : 0;
    }
    assertEquals(true, found > 500 && found < 4_900, "both outcomes are met: " + found);
  }

  private static Background byPixels(
      int width, int height, List<BoundingBox> boxes, int minPixels) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, width));
    for (BoundingBox box : boxes) {
      if (box.xMax() > width) {
        return missing(NoBackground.BEYOND_RIGHT_EDGE);
      }
      cuts.add((int) Math.max(0, box.xMin()));
      cuts.add((int) Math.max(0, box.xMax()));
    }
    Background best = missing(NoBackground.TOO_SMALL);
    int bestSide = minPixels;
    List<Integer> edges = new ArrayList<>(cuts);
    for (int i = 1; i < edges.size(); i++) {
      int left = edges.get(i - 1);
      int right = edges.get(i);
      for (int top = 0; top < height; top++) {
        int bottom = top;
        while (bottom < height && isFree(left, bottom, boxes)) {
          bottom++;
        }
        int side = Math.min(right - left, bottom - top);
        boolean better = best instanceof Background.Found ? side >= bestSide : side > bestSide;
        if (bottom > top && better) {
          best = found(left, top, right, bottom);
          bestSide = side;
        }
        top = bottom;
      }
    }
    return best;
  }

  private static boolean isFree(int x, int y, List<BoundingBox> boxes) {
    return boxes.stream()
        .noneMatch(box -> box.xMin() <= x && x < box.xMax() && box.yMin() <= y && y < box.yMax());
  }

  private static BoundingBox box(double xMin, double yMin, double xMax, double yMax) {
    return BoundingBox.of(xMin, yMin, xMax, yMax, false);
  }

  private static Background found(int left, int top, int right, int bottom) {
    return new Background.Found(new PixelBox(left, top, right, bottom));
  }

  private static Background missing(NoBackground why) {
    return new Background.Missing(why);
  }
}
