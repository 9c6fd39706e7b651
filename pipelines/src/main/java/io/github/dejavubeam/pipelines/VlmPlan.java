package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.metrics.CompareModels;
import io.github.dejavubeam.transforms.tally.SkipLimit;
import io.github.dejavubeam.transforms.vectors.EncoderPair;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.StudyDescription;
import io.github.dejavubeam.transforms.vlm.VlmStudy;
import io.github.dejavubeam.transforms.work.Workers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A study with everything found and checked that can be without reading data: options, output,
 * models, shards, vectors.
 *
 * @param output directory of the results
 * @param study what is searched and compared
 * @param target the target set
 * @param publicSet the public set
 * @param annotations what lies beside them
 * @param control the control set; empty where there is none
 * @param imageSearch encoders that images are compared with; empty where only equal ones are looked
 *     for
 * @param leakCheck how leaks are looked for, and whether they are left out
 * @param fractions shares of the examples taken as the most memorized
 * @param skipLimit how much may be left out
 * @param workers tasks that can run at the same time
 * @param description what the manifest says of the study
 */
record VlmPlan(
    String output,
    VlmStudy study,
    SplitSource target,
    SplitSource publicSet,
    AnnotationSource annotations,
    Optional<SplitSource> control,
    Optional<EncoderPair> imageSearch,
    LeakCheck leakCheck,
    List<Double> fractions,
    SkipLimit skipLimit,
    Workers workers,
    StudyDescription description) {

  /**
   * Checks the options of a study.
   *
   * @throws UsageException naming the option and the mend
   */
  static VlmPlan of(Verb<?> verb, VlmOptions options) {
    try {
      return check(verb, options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static VlmPlan check(Verb<?> verb, VlmOptions options) {
    String output = OutputPath.of(options.getOutput());
    OutputDirectory.requireUsable("--output", output);
    SkipLimit limit = new SkipLimit(options.getMaxBadFraction());
    SearchCheck.require(options);
    positive("--minSliceSize", List.of(options.getMinSliceSize()));
    if (options.getSliceLabels() < 0) {
      throw new UsageException(
          "--sliceLabels=" + options.getSliceLabels() + ": give a number of at least 0");
    }
    List<Mode> modes = options.getMode().stream().map(Mode::of).toList();
    List<Double> fractions = fractions(options.getMemorizedFractions());
    boolean controlled = isGiven(options.getControl()) || options.getControlVectors() != null;
    boolean vectorsGiven =
        options.getTargetVectors() != null
            && options.getPublicVectors() != null
            && (!controlled || options.getControlVectors() != null);
    VectorSources sources = new VectorSources(options, output + "/vectors", vectorsGiven);
    Optional<TaggerModel> objectTagger =
        TaggerModel.of("--objectTagger", options.getObjectTagger(), options);
    sources.seeObjectsBy(objectTagger);
    EncoderChanges changes = new EncoderChanges(options);
    String publicVectors = options.getPublicVectors();
    List<StudyModel> models = sources.models("--model", options.getModel(), publicVectors, changes);
    List<StudyModel> references =
        sources.models("--reference", options.getReference(), publicVectors, changes);
    changes.requireUsed();
    VlmStudy study =
        new VlmStudy(
            models.stream().map(StudyModel::contestant).toList(),
            references.stream().map(StudyModel::contestant).toList(),
            modes,
            positive("--k", options.getK()),
            options.getObjects().stream().map(VlmPlan::objectLimit).toList(),
            options.getMinScore());
    Optional<EncoderPair> imageSearch = imageSearch(options, models.get(0));
    List<StudyModel> all = new ArrayList<>(models);
    all.addAll(references);
    objectTagger.ifPresent(opened -> all.add(opened.model()));
    SplitSource target =
        sources.split(
            Splits.TARGET,
            options.getTarget(),
            options.getTargetVectors(),
            encoders(study, imageSearch, EncoderPair::query));
    SplitSource publicSet =
        sources.split(
            Splits.PUBLIC,
            options.getPublic(),
            options.getPublicVectors(),
            encoders(study, imageSearch, EncoderPair::index));
    Optional<SplitSource> control =
        controlled
            ? Optional.of(
                sources.split(
                    Splits.CONTROL,
                    options.getControl(),
                    options.getControlVectors(),
                    encoders(study, imageSearch, EncoderPair::query)))
            : Optional.empty();
    sources.requireSameSpaces(study.searches());
    AnnotationSource annotations = AnnotationSource.of(options, output);
    return new VlmPlan(
        output,
        study,
        target,
        publicSet,
        annotations,
        control,
        imageSearch,
        new LeakCheck(options.isExcludeLeaks(), imageSearch.isPresent()),
        fractions,
        limit,
        Parallelism.workers(options),
        Description.of(verb, options, output, all, sources::digest));
  }

  /** What is measured of the scores. */
  CompareModels compareModels() {
    CompareModels compare = CompareModels.of(study.comparisons(), fractions);
    compare = control.isPresent() ? compare.withControl() : compare;
    return leakCheck.excluded() ? compare.withoutLeaks() : compare;
  }

  /** Those of target and public set whose shards are given, so that pictures can be read again. */
  Set<String> readable() {
    Set<String> readable = new TreeSet<>();
    if (target instanceof SplitSource.Shards) {
      readable.add(Splits.TARGET);
    }
    if (publicSet instanceof SplitSource.Shards) {
      readable.add(Splits.PUBLIC);
    }
    return readable;
  }

  private static boolean isGiven(List<String> patterns) {
    return patterns != null && !patterns.isEmpty();
  }

  private static Optional<EncoderPair> imageSearch(VlmOptions options, StudyModel model) {
    Double distance = options.getNearDuplicateDistance();
    if (distance == null) {
      return Optional.empty();
    }
    if (!(distance > 0) || distance.isInfinite()) {
      throw new UsageException(
          "--nearDuplicateDistance="
              + distance
              + ": give a squared distance above 0, such as 0.05");
    }
    String encoder = model.contestant().imageEncoder();
    return Optional.of(new EncoderPair(encoder, encoder));
  }

  private static List<String> encoders(
      VlmStudy study, Optional<EncoderPair> imageSearch, Function<EncoderPair, String> side) {
    return Stream.concat(study.searches().stream(), imageSearch.stream())
        .map(side)
        .distinct()
        .toList();
  }

  private static List<Integer> positive(String option, List<Integer> values) {
    for (int value : values) {
      if (value < 1) {
        throw new UsageException(option + "=" + value + ": give numbers of at least 1");
      }
    }
    return values;
  }

  static int objectLimit(String objects) {
    if (objects.equals("all")) {
      return Comparison.ALL_OBJECTS;
    }
    if (objects.matches("top-[1-9][0-9]{0,8}")) {
      return Integer.parseInt(objects.substring("top-".length()));
    }
    throw new UsageException(
        "--objects=" + objects + ": choose from all, top-1, top-10 or another number");
  }

  private static List<Double> fractions(List<String> values) {
    try {
      return values.stream().map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new UsageException(
          "--memorizedFractions=" + String.join(",", values) + ": give numbers above 0, at most 1",
          e);
    }
  }

  /** The splits, and the annotations, whose losses are limited. */
  List<String> splits() {
    List<String> splits = new ArrayList<>(List.of(Splits.TARGET, Splits.PUBLIC));
    control.ifPresent(present -> splits.add(Splits.CONTROL));
    splits.addAll(annotations.names());
    return splits;
  }

  /** Prints the table of results and where the rest is. */
  void printResults(PrintStream out) {
    ResultFiles.print(output, out);
  }
}
