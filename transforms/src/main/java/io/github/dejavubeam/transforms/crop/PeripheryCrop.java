package io.github.dejavubeam.transforms.crop;

import io.github.dejavubeam.schemas.BoundingBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * The largest strip beside the foreground (Meehan et al. 2023; method, part 2 point 1).
 *
 * <p>The foreground is the boxes flagged so, or all boxes where none is. The x axis is cut at every
 * edge of theirs, at 0 and at the width; in each interval the rows that no box covers form
 * candidates. The one with the largest short side is taken, of several the last from left to right
 * and top to bottom, if that side is longer than {@code minPixels}. An image with a box of the
 * foreground beyond its right edge is rejected. What reaches out on other sides is cut off;
 * fractional boxes are rounded outwards; a box without area covers nothing but still cuts the axis.
 *
 * @param minPixels the short side must be longer than this, at least 0
 */
public record PeripheryCrop(int minPixels) implements BackgroundCrop {

  private static final Comparator<PixelBox> BY_TOP = Comparator.comparingInt(PixelBox::top);

  /**
   * A crop.
   *
   * @throws IllegalArgumentException if {@code minPixels} is negative
   */
  public PeripheryCrop {
    if (minPixels < 0) {
      throw new IllegalArgumentException(minPixels + " pixels are less than none");
    }
  }

  @Override
  public Background of(int width, int height, List<BoundingBox> boxes) {
    List<BoundingBox> foreground = boxes.stream().filter(BoundingBox::foreground).toList();
    if (foreground.isEmpty()) {
      foreground = boxes;
    }
    if (foreground.isEmpty()) {
      return new Background.Missing(NoBackground.NO_BOX);
    }
    if (!foreground.stream().allMatch(PeripheryCrop::isBox)) {
      return new Background.Missing(NoBackground.BAD_BOX);
    }
    if (foreground.stream().anyMatch(box -> box.xMax() > width)) {
      return new Background.Missing(NoBackground.BEYOND_RIGHT_EDGE);
    }
    PixelBox largest = null;
    for (PixelBox candidate : candidates(width, height, pixels(foreground, width, height))) {
      if (largest == null || candidate.shortSide() >= largest.shortSide()) {
        largest = candidate;
      }
    }
    return largest == null
        ? new Background.Missing(NoBackground.TOO_SMALL)
        : new Background.Found(largest);
  }

  private static boolean isBox(BoundingBox box) {
    return Double.isFinite(box.xMin())
        && Double.isFinite(box.yMin())
        && Double.isFinite(box.xMax())
        && Double.isFinite(box.yMax())
        && box.xMin() <= box.xMax()
        && box.yMin() <= box.yMax();
  }

  private static List<PixelBox> pixels(List<BoundingBox> boxes, int width, int height) {
    return boxes.stream()
        .map(
            box ->
                new PixelBox(
                    within(Math.floor(box.xMin()), width),
                    within(Math.floor(box.yMin()), height),
                    within(Math.ceil(box.xMax()), width),
                    within(Math.ceil(box.yMax()), height)))
        .toList();
  }

  private static int within(double position, int size) {
    return (int) Math.max(0, Math.min(size, position));
  }

  /** The candidates that are large enough, from left to right and top to bottom. */
  private List<PixelBox> candidates(int width, int height, List<PixelBox> foreground) {
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, width));
    for (PixelBox box : foreground) {
      cuts.add(box.left());
      cuts.add(box.right());
    }
    List<PixelBox> covering =
        foreground.stream().filter(box -> box.shortSide() > 0).sorted(BY_TOP).toList();
    List<PixelBox> candidates = new ArrayList<>();
    int left = 0;
    for (int right : cuts) {
      if (right - left > minPixels) {
        addFree(left, right, height, covering, candidates);
      }
      left = right;
    }
    return candidates;
  }

  private void addFree(
      int left, int right, int height, List<PixelBox> covering, List<PixelBox> candidates) {
    int free = 0;
    for (PixelBox box : covering) {
      if (box.left() < right && box.right() > left) {
        addCandidate(left, free, right, box.top(), candidates);
        free = Math.max(free, box.bottom());
      }
    }
    addCandidate(left, free, right, height, candidates);
  }

  private void addCandidate(int left, int top, int right, int bottom, List<PixelBox> candidates) {
    if (bottom - top > minPixels) {
      candidates.add(new PixelBox(left, top, right, bottom));
    }
  }

  @Override
  public String description() {
    return "periphery > " + minPixels;
  }
}
