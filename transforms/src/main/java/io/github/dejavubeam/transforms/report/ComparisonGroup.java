package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ComparisonResult;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ReferenceKind;
import io.github.dejavubeam.schemas.VlmSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The results of one model against one reference in one mode, over every k and choice of objects:
 * one block of the paper's table.
 *
 * @param publicExamples indexed examples, among which neighbours were looked for
 */
record ComparisonGroup(
    String model,
    String reference,
    ReferenceKind kind,
    Mode mode,
    long publicExamples,
    List<ComparisonResult> results) {

  /** The groups of a summary in the order of results, and the results of each in that order. */
  static List<ComparisonGroup> of(VlmSummary summary) {
    Map<ComparisonGroup, List<ComparisonResult>> groups = new LinkedHashMap<>();
    for (ComparisonResult result : ResultOrder.comparisons(summary)) {
      Comparison comparison = result.comparison();
      ComparisonGroup key =
          new ComparisonGroup(
              comparison.model(),
              comparison.reference(),
              comparison.kind(),
              comparison.mode(),
              summary.publicSet().used(),
              List.of());
      groups.computeIfAbsent(key, absent -> new ArrayList<>()).add(result);
    }
    return groups.entrySet().stream().map(group -> group.getKey().with(group.getValue())).toList();
  }

  /** The choices of objects in a summary, fewest first, so that "all" is last. */
  static List<Comparison> objectChoices(VlmSummary summary) {
    Map<Integer, Comparison> choices = new LinkedHashMap<>();
    for (ComparisonResult result : summary.comparisons()) {
      choices.putIfAbsent(result.comparison().objectLimit(), result.comparison());
    }
    return choices.values().stream()
        .sorted(Comparator.comparingInt(Comparison::objectLimit))
        .toList();
  }

  /** The numbers of neighbours, ascending. */
  List<Integer> ks() {
    return results.stream().map(result -> result.comparison().k()).distinct().sorted().toList();
  }

  /** The result of that cell, if the study has it. */
  Optional<ComparisonResult> at(int k, int objectLimit) {
    return results.stream()
        .filter(result -> result.comparison().k() == k)
        .filter(result -> result.comparison().objectLimit() == objectLimit)
        .findFirst();
  }

  /** The results with the most objects, by ascending k. */
  List<ComparisonResult> widest() {
    int limit =
        results.stream().mapToInt(result -> result.comparison().objectLimit()).max().orElseThrow();
    return ks().stream().flatMap(k -> at(k, limit).stream()).toList();
  }

  /** The result that stands for the group: that of {@link #leadingK} and the most objects. */
  ComparisonResult headline() {
    int k = leadingK(ks(), publicExamples);
    return widest().stream()
        .filter(result -> result.comparison().k() == k)
        .findFirst()
        .orElseThrow();
  }

  /**
   * The number of neighbours that is spoken of and shown first: the largest that is at most a tenth
   * of the public examples, the smallest where none is. The labels of more neighbours are nearly
   * those of the whole set, whatever they are near to.
   *
   * @param ks numbers of neighbours, ascending, at least one
   */
  static int leadingK(List<Integer> ks, long publicExamples) {
    return ks.stream()
        .filter(k -> k <= publicExamples / 10)
        .reduce((smaller, larger) -> larger)
        .orElse(ks.get(0));
  }

  private ComparisonGroup with(List<ComparisonResult> members) {
    return new ComparisonGroup(model, reference, kind, mode, publicExamples, List.copyOf(members));
  }
}
