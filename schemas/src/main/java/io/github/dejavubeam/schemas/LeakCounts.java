package io.github.dejavubeam.schemas;

import java.io.Serializable;
import javax.annotation.Nullable;

/**
 * Examples of a set that also occur in another: target examples in the public set, where they would
 * pass for memorized, control examples in the public or the target set (method, part 3).
 *
 * @param sameImage examples whose image has the same bytes as one there
 * @param sameCaption examples whose caption equals one there up to case and white space
 * @param excluded examples left out because of it
 * @param nearImage examples whose image is nearer than the threshold to one there; null where
 *     images were not compared
 */
public record LeakCounts(long sameImage, long sameCaption, long excluded, @Nullable Long nearImage)
    implements Serializable {

  /** No example occurs elsewhere. */
  public static final LeakCounts NONE = new LeakCounts(0, 0, 0, null);

  /** Counts of a study that did not compare images. */
  public static LeakCounts of(long sameImage, long sameCaption, long excluded) {
    return new LeakCounts(sameImage, sameCaption, excluded, null);
  }

  /** Whether no example was found anywhere else. */
  public boolean isEmpty() {
    return sameImage + sameCaption + excluded + (nearImage == null ? 0 : nearImage) == 0;
  }
}
