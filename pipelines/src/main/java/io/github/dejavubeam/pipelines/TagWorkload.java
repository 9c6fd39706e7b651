package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Examples with tags, made by number: half of an example's tags are typical of its class, the
 * others drawn from all tags, the first of which are the most frequent.
 *
 * @param classes number of classes
 * @param tags number of tags
 * @param tagsOfExample tags of an example
 * @param seed names the data
 */
record TagWorkload(int classes, int tags, int tagsOfExample, long seed) {

  private static final int TYPICAL = 8;

  /** Class of an example. */
  String label(long example) {
    return "class " + example % classes;
  }

  /** Tags of an example, a tag at most once. */
  List<LabelledObject> tags(long example) {
    SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + example);
    List<LabelledObject> drawn = new ArrayList<>(tagsOfExample);
    for (int i = 0; i < tagsOfExample; i++) {
      double skew = random.nextDouble();
      long tag =
          random.nextBoolean()
              ? (example % classes * TYPICAL + random.nextInt(TYPICAL)) % tags
              : (long) (tags * skew * skew * skew);
      drawn.add(LabelledObject.of("tag " + tag, random.nextDouble()));
    }
    return drawn;
  }
}
