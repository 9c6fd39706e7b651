package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/**
 * Where an annotation sees an object, in pixels from the top left corner, as it was written: it may
 * be fractional, inverted, not a number, or reach out of the image. Right and bottom edge are the
 * first column and row that do not belong to it.
 */
@AutoValue
public abstract class BoundingBox implements Serializable {

  /** Left edge. */
  public abstract double xMin();

  /** Top edge. */
  public abstract double yMin();

  /** Right edge. */
  public abstract double xMax();

  /** Bottom edge. */
  public abstract double yMax();

  /** Whether the annotation says that this is the object the example is about. */
  public abstract boolean foreground();

  /** A box. */
  public static BoundingBox of(
      double xMin, double yMin, double xMax, double yMax, boolean foreground) {
    return new AutoValue_BoundingBox(xMin, yMin, xMax, yMax, foreground);
  }
}
