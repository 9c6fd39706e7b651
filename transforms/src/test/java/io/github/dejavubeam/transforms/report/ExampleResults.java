package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.RetrievedObjects;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Rows of examples for the tests of this package. */
final class ExampleResults {

  private static final List<String> LABELS =
      List.of("cat", "dög", "\uD83E\uDD8A fox", "\u202Eright\u200F", "a,b\n\"c\"", "");

  private ExampleResults() {}

  /** A row with lists of random lengths up to k, numbers of every kind and awkward text. */
  static ExampleResult random(Random random, int row) {
    int k = 1 + random.nextInt(100);
    return ExampleResult.of(
        "example-" + row + LABELS.get(random.nextInt(LABELS.size())),
        Comparison.of(
            "model " + LABELS.get(random.nextInt(LABELS.size())),
            "reference",
            random.nextBoolean() ? ReferenceKind.TWO_MODEL : ReferenceKind.ONE_MODEL,
            random.nextBoolean() ? Mode.T2I : Mode.T2T,
            k,
            random.nextBoolean() ? Comparison.ALL_OBJECTS : 1 + random.nextInt(10)),
        labels(random, random.nextInt(4)),
        retrieved(random, random.nextInt(k + 1)),
        retrieved(random, random.nextInt(k + 1)));
  }

  private static RetrievedObjects retrieved(Random random, int neighbours) {
    List<String> predicted = labels(random, random.nextInt(6));
    return RetrievedObjects.of(
        IntStream.range(0, neighbours).mapToObj(i -> "public/" + random.nextInt(50)).toList(),
        random.doubles(neighbours, 0, 4).boxed().toList(),
        predicted,
        random.nextInt(predicted.size() + 1),
        random.nextDouble(),
        random.nextInt(20) == 0 ? Double.NaN : random.nextDouble());
  }

  private static List<String> labels(Random random, int size) {
    return random.ints(size, 0, LABELS.size()).mapToObj(LABELS::get).toList();
  }
}
