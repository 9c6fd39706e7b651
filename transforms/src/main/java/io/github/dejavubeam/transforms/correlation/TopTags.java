package io.github.dejavubeam.transforms.correlation;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/** The tags of an example that count most. */
public final class TopTags {

  private TopTags() {}

  /**
   * The distinct tags by score, descending; of equal scores the later in the list comes first, as
   * in the published code (method, part 2 point 4).
   *
   * @param tags in the order of the annotations; a tag may occur more than once
   * @param limit how many, at most
   */
  public static List<String> of(List<LabelledObject> tags, int limit) {
    LinkedHashSet<String> top = new LinkedHashSet<>();
    List<LabelledObject> latestFirst = new ArrayList<>(tags);
    Collections.reverse(latestFirst);
    latestFirst.sort(Comparator.comparingDouble(LabelledObject::score).reversed());
    for (int i = 0; i < latestFirst.size() && top.size() < limit; i++) {
      top.add(latestFirst.get(i).label());
    }
    return List.copyOf(top);
  }
}
