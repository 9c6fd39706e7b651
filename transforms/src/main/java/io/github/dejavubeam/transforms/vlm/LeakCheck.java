package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.LeakCounts;
import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.transforms.leaks.CountFound;
import io.github.dejavubeam.transforms.leaks.SeenSet;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.Serializable;

/**
 * How leaks were looked for, and what became of them.
 *
 * @param excluded whether examples that leak were left out
 * @param near whether images were compared by their distance, too
 */
public record LeakCheck(boolean excluded, boolean near) implements Serializable {

  /** What was found of a set, and how many of its examples were left out because of it. */
  public LeakCounts counts(Tally leaks, SeenSet set, long left) {
    return new LeakCounts(
        leaks.count(CountFound.event(set, LeakKind.SAME_IMAGE)),
        leaks.count(CountFound.event(set, LeakKind.SAME_CAPTION)),
        left,
        near ? leaks.count(CountFound.event(set, LeakKind.NEAR_IMAGE)) : null);
  }
}
