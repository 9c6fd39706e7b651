package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.Shard;
import io.github.dejavubeam.transforms.correlation.Estimator;
import io.github.dejavubeam.transforms.correlation.Smoothing;
import io.github.dejavubeam.transforms.crop.BackgroundCrop;
import io.github.dejavubeam.transforms.crop.CornerCrop;
import io.github.dejavubeam.transforms.embedding.EmbeddingPlan;
import io.github.dejavubeam.transforms.imagetest.CountTags;
import io.github.dejavubeam.transforms.imagetest.ImageStudy;
import io.github.dejavubeam.transforms.imagetest.NaiveBayesSettings;
import io.github.dejavubeam.transforms.imagetest.Predictor;
import io.github.dejavubeam.transforms.imagetest.SliceLimits;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.io.ShardPatterns;
import io.github.dejavubeam.transforms.model.ImageOutput;
import io.github.dejavubeam.transforms.model.ModelDirectory;
import io.github.dejavubeam.transforms.model.Tagger;
import io.github.dejavubeam.transforms.tally.SkipLimit;
import io.github.dejavubeam.transforms.vlm.LeakCheck;
import io.github.dejavubeam.transforms.vlm.Splits;
import io.github.dejavubeam.transforms.vlm.StudyDescription;
import io.github.dejavubeam.transforms.work.Workers;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An image study with everything found and checked that can be without reading data: options,
 * output, models, shards.
 *
 * @param output directory of the results
 * @param study what is searched and compared
 * @param target the target set, of which backgrounds are embedded
 * @param publicSet the public set
 * @param control the control set, of which backgrounds are embedded, too; empty where there is none
 * @param annotations what lies beside them
 * @param tags where Naive Bayes learns from, if it is a reference
 * @param naiveBayes how
 * @param slices which slices of the examples are shown
 * @param leakCheck how leaks are looked for, and whether they are left out
 * @param skipLimit how much may be left out
 * @param workers tasks that can run at the same time
 * @param description what the manifest says of the study
 */
record ImagePlan(
    String output,
    ImageStudy study,
    SplitSource.Shards target,
    SplitSource.Shards publicSet,
    Optional<SplitSource.Shards> control,
    AnnotationSource annotations,
    Optional<TagSource> tags,
    NaiveBayesSettings naiveBayes,
    SliceLimits slices,
    LeakCheck leakCheck,
    SkipLimit skipLimit,
    Workers workers,
    StudyDescription description) {

  /**
   * Checks the options of a study.
   *
   * @throws UsageException naming the option and the mend
   */
  static ImagePlan of(Verb<?> verb, ImageOptions options) {
    try {
      return check(verb, options);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
  }

  private static ImagePlan check(Verb<?> verb, ImageOptions options) {
    String output = OutputPath.of(options.getOutput());
    OutputDirectory.requireUsable("--output", output);
    SkipLimit limit = new SkipLimit(options.getMaxBadFraction());
    SearchCheck.require(options);
    SliceLimits slices = new SliceLimits(options.getSliceLabels(), options.getMinSliceSize());
    BackgroundCrop crop = CropRule.of(options);
    NaiveBayesSettings naiveBayes = naiveBayes(options);
    AnnotationSource annotations = annotations(options, output);
    Optional<TagSource> tags = TagSource.of(options.getCorrelationTrain());

    VectorSources sources = new VectorSources(options, output + "/vectors", false);
    List<StudyModel> models = new ArrayList<>();
    List<Predictor.Neighbours> audited = new ArrayList<>();
    Optional<String> modelOutput = Optional.ofNullable(options.getModelOutput());
    for (String value : options.getModel()) {
      ModelDirectory model =
          open("--model", value, new ImageOutput(modelOutput, false), models, sources);
      audited.add(new Predictor.Neighbours(model.name(), model.imageEncoder().key()));
    }
    List<Predictor> references = new ArrayList<>();
    for (String value : orNone(options.getReference())) {
      ModelDirectory model =
          open("--reference", value, new ImageOutput(modelOutput, true), models, sources);
      String encoder = model.imageEncoder().key();
      references.add(
          model.classes().isPresent()
              ? new Predictor.Classifier(model.name(), encoder, model.classes().get())
              : new Predictor.Neighbours(model.name(), encoder));
    }
    if (tags.isPresent()) {
      for (int number : new TreeSet<>(options.getNaiveBayesTags())) {
        if (number < 1) {
          throw new UsageException("--naiveBayesTags=" + number + ": give numbers of at least 1");
        }
        references.add(new Predictor.Tags(number));
      }
    }
    Optional<Tagger> tagger =
        TaggerModel.of("--tagger", options.getTagger(), options)
            .map(opened -> add(opened, models, sources));
    if (tagger.isPresent() && tags.isEmpty()) {
      throw new UsageException(
          "--tagger sees tags for Naive Bayes, which needs --correlationTrain to learn from");
    }
    ImageStudy study = new ImageStudy(audited, references, Collections.max(options.getK()));

    List<String> voting = study.searches().stream().map(search -> search.query()).toList();
    List<String> all = new ArrayList<>(voting);
    for (Predictor predictor : references) {
      if (predictor instanceof Predictor.Classifier classifier) {
        all.add(classifier.encoder());
      }
    }
    tagger.ifPresent(seer -> all.add(seer.encoder()));
    Function<String, EmbeddingPlan> backgrounds =
        split -> sources.plan(split, output + "/vectors/" + split, all).ofBackgrounds(crop);
    SplitSource.Shards target =
        new SplitSource.Shards(
            ShardPatterns.expand("--target", options.getTarget()),
            backgrounds.apply(Splits.TARGET));
    Optional<SplitSource.Shards> control =
        Optional.of(orNone(options.getControl()))
            .filter(patterns -> !patterns.isEmpty())
            .map(
                patterns ->
                    new SplitSource.Shards(
                        ShardPatterns.expand("--control", patterns),
                        backgrounds.apply(Splits.CONTROL)));
    tags.ifPresent(source -> requireOthers(source.read(), target, control, options));
    // Classes that lie beside the data are joined later, and images without one left out then.
    EmbeddingPlan publicPlan =
        sources.plan(Splits.PUBLIC, output + "/vectors/" + Splits.PUBLIC, voting);
    SplitSource.Shards publicSet =
        new SplitSource.Shards(
            ShardPatterns.expand("--public", options.getPublic()),
            annotations.annotatesPublic() ? publicPlan : publicPlan.ofLabelled());
    return new ImagePlan(
        output,
        study,
        target,
        publicSet,
        control,
        annotations,
        tags.map(
            source ->
                tagger
                    .map(
                        seer ->
                            source.by(
                                seer,
                                sources
                                    .plan(
                                        CountTags.SPLIT,
                                        output + "/vectors/" + CountTags.SPLIT,
                                        List.of(seer.encoder()))
                                    .ofBackgrounds(crop)
                                    .ofLabelled(),
                                options.getBlockCacheBytes()))
                    .orElse(source)),
        tagger.map(naiveBayes::by).orElse(naiveBayes),
        slices,
        new LeakCheck(options.isExcludeLeaks(), false),
        limit,
        Parallelism.workers(options),
        Description.of(
            verb, options, output, models, model -> model.directory().orElseThrow().digest()));
  }

  private static AnnotationSource annotations(ImageOptions options, String output) {
    AnnotationSource annotations = AnnotationSource.of(options, output);
    if (annotations.annotatesTarget() && !CropRule.of(options).equals(new CornerCrop())) {
      throw new UsageException(
          "--"
              + annotations.names().get(0)
              + " is joined when images are embedded, too late for --crop="
              + options.getCrop()
              + ", which cuts around boxes: put the annotations into the target shards with dejavu"
              + " annotate, and give those of the public set by --publicAnnotations; or take"
              + " --crop=corner");
    }
    return annotations;
  }

  /** Naive Bayes must not learn from what it is asked about. */
  private static void requireOthers(
      List<Shard> training,
      SplitSource.Shards target,
      Optional<SplitSource.Shards> control,
      ImageOptions options) {
    if (!options.isCorrelationTrainOnTarget()) {
      requireOthers(
          training,
          "--target",
          target,
          "name other shards, or give --correlationTrainOnTarget=true");
    }
    control.ifPresent(
        source -> requireOthers(training, "--control", source, "name other shards in one of them"));
  }

  private static void requireOthers(
      List<Shard> training, String option, SplitSource.Shards others, String mend) {
    Set<String> paths = others.shards().stream().map(Shard::path).collect(Collectors.toSet());
    for (Shard shard : training) {
      if (paths.contains(shard.path())) {
        throw new UsageException(
            TagSource.OPTION + " names a shard of " + option + ", " + shard.path() + ": " + mend);
      }
    }
  }

  private static Tagger add(TaggerModel opened, List<StudyModel> models, VectorSources sources) {
    models.add(opened.model());
    sources.add(opened.tagger().encoder());
    return opened.tagger().tagger();
  }

  private static ModelDirectory open(
      String option,
      String value,
      ImageOutput output,
      List<StudyModel> models,
      VectorSources sources) {
    NamedDirectory named = NamedDirectory.of(option, value);
    StudyModel model = StudyModel.openImageModel(named, output);
    models.add(model);
    ModelDirectory directory = model.directory().orElseThrow();
    sources.add(directory.imageEncoder());
    return directory;
  }

  private static NaiveBayesSettings naiveBayes(ImageOptions options) {
    Estimator estimator;
    try {
      estimator = Estimator.of(options.getNaiveBayesEstimator());
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--naiveBayesEstimator=" + options.getNaiveBayesEstimator() + ": " + e.getMessage(), e);
    }
    String smoothing = options.getSmoothing() == null ? "1e-10" : options.getSmoothing();
    try {
      return new NaiveBayesSettings(estimator, Smoothing.of(smoothing), null);
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "--smoothing=" + smoothing + ": give a number above 0, or laplace:NUMBER", e);
    }
  }

  private static List<String> orNone(List<String> values) {
    return values == null ? List.of() : values;
  }

  /** Prints the table of results and where the rest is. */
  void printResults(PrintStream out) {
    ResultFiles.print(output, out);
  }

  /** The splits, and the annotations, whose losses are limited. */
  List<String> splits() {
    List<String> splits = new ArrayList<>(List.of(Splits.TARGET, Splits.PUBLIC));
    control.ifPresent(present -> splits.add(Splits.CONTROL));
    tags.flatMap(TagSource::split).ifPresent(splits::add);
    splits.addAll(annotations.names());
    return splits;
  }
}
