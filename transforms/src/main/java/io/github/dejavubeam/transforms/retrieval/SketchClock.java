package io.github.dejavubeam.transforms.retrieval;

/**
 * Tells by processor time whether sketches truly save any: what they cost was estimated, on another
 * machine.
 */
final class SketchClock {

  /** What may be lost first. */
  private static final double PATIENCE_NANOS = 3e8;

  /** While chunks take less than the one before, Java is still compiling what sketches run. */
  private static final double FASTER = 0.9;

  private double wholeNanosPerRow = Double.POSITIVE_INFINITY;
  private double sketchedNanosPerRow = Double.POSITIVE_INFINITY;
  private double lost;

  /**
   * Takes the time of a chunk into account.
   *
   * @param sketched whether any query was compared by sketch
   * @param nanos spent on reading, packing and searching it
   * @return whether sketches have lost so much that they should be given up
   */
  boolean loses(boolean sketched, long nanos, int rows) {
    double nanosPerRow = (double) nanos / rows;
    if (!sketched) {
      wholeNanosPerRow = Math.min(wholeNanosPerRow, nanosPerRow);
      return false;
    }
    double loss = nanos - wholeNanosPerRow * rows;
    if (loss > 0 && nanosPerRow < FASTER * sketchedNanosPerRow) {
      loss = 0;
    }
    sketchedNanosPerRow = nanosPerRow;
    // What was won before does not make up for it: a change for the worse is noticed as soon.
    lost = Math.max(0, lost + loss);
    if (lost < PATIENCE_NANOS) {
      return false;
    }
    lost = 0;
    return true;
  }
}
