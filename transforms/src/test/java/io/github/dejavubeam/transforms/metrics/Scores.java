package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Random scores of examples, ids 0, 1, 2 ..., with many ties. */
final class Scores {

  private Scores() {}

  static List<ExampleScore> random(int count, Random random) {
    return IntStream.range(0, count).mapToObj(i -> random("example-" + i, random)).toList();
  }

  private static ExampleScore random(String id, Random random) {
    int objects = 1 + random.nextInt(5);
    int predicted = random.nextInt(8);
    int predictedReference = random.nextInt(8);
    return ExampleScore.of(
        id,
        objects,
        predicted,
        random.nextInt(Math.min(objects, predicted) + 1),
        predictedReference,
        random.nextInt(Math.min(objects, predictedReference) + 1),
        random.nextInt(50) / 10.0);
  }

  /** A score with as many predictions and true objects on both sides. */
  static ExampleScore of(String id, int hits, int hitsReference, double nearestDistance) {
    return ExampleScore.of(id, 10, 10, hits, 10, hitsReference, nearestDistance);
  }
}
