package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.CorrelationResult;
import io.github.dejavubeam.schemas.CorrelationResult.ClassResult;
import java.util.Comparator;
import java.util.List;

/** The classes that a reference predicts best from background alone. */
final class TopClasses {

  private static final int COUNT = 5;

  private TopClasses() {}

  /** Five classes by the share that the reference gets right, descending, then by name. */
  static List<ClassResult> of(CorrelationResult correlation, int reference) {
    // Classes are sorted by name, and the sort is stable.
    return correlation.classes().stream()
        .sorted(
            Comparator.comparingDouble((ClassResult result) -> result.share(reference)).reversed())
        .limit(COUNT)
        .toList();
  }
}
