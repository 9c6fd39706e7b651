package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/**
 * What an image study is told. Options that other verbs have too are declared with the same types
 * and defaults, as Beam demands of one program.
 */
public interface ImageOptions
    extends EmbeddingOptions,
        CropOptions,
        TaggerOptions,
        SearchOptions,
        AnnotationOptions,
        LeakOptions,
        SliceOptions {

  @Description(
      "Shards of the examples that the audited model was trained on, with classes and boxes: paths,"
          + " globs, ranges such as dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or directories of .tar files.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getTarget();

  void setTarget(List<String> target);

  @Description(
      "Shards of public examples with classes that no model was trained on, likewise: the images"
          + " that vote.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getPublic();

  void setPublic(List<String> shards);

  @Description(
      "Shards of control examples with classes and boxes, likewise: that no model was trained on, of"
          + " the kind that the target's are. Every score is measured on them too, and shown as the"
          + " difference.")
  @Paths(Paths.Content.DATA)
  List<String> getControl();

  void setControl(List<String> control);

  @Description(
      "Reference directory, likewise NAME=DIRECTORY: a second model trained on other data"
          + " (two-model test), or a classifier of background crops with an output logits, and"
          + " label_names or id2label in its config.json (one-model test). Several are allowed.")
  @Paths(Paths.Content.MODELS)
  List<String> getReference();

  void setReference(List<String> reference);

  @Description(
      "Output of the models, and of the second models among the references, that holds their"
          + " embedding. Default: the first there is of embedding, image_embeds, pooler_output,"
          + " features.")
  String getModelOutput();

  void setModelOutput(String output);

  @Description(
      "Number of nearest public images that vote. Of several numbers the largest counts, as in"
          + " vlm.")
  @Default.InstanceFactory(VlmOptions.Ks.class)
  List<Integer> getK();

  void setK(List<Integer> k);

  @Description(
      "Shards with classes and crop_tags for Naive Bayes to learn from, or a file"
          + " naive-bayes-counts.json that a study wrote. They are references of the one-model test"
          + " and should be neither target, control nor public examples; shards of the target and the"
          + " control set are refused.")
  @Paths(Paths.Content.DATA)
  List<String> getCorrelationTrain();

  void setCorrelationTrain(List<String> shards);

  @Description(
      "Whether Naive Bayes may learn from shards of the target set, which makes it remember what it"
          + " is to stand in for not remembering.")
  @Default.Boolean(false)
  boolean isCorrelationTrainOnTarget();

  void setCorrelationTrainOnTarget(boolean allowed);

  @Description(
      "How many tags of an example Naive Bayes uses, the most certain first; a reference for each.")
  @Default.InstanceFactory(TagNumbers.class)
  List<Integer> getNaiveBayesTags();

  void setNaiveBayesTags(List<Integer> tags);

  @Description(
      "How Naive Bayes scores a class: published, the product of n(tag, class) / n(tag); bayes, the"
          + " posterior with the class's own frequency.")
  @Default.String("published")
  String getNaiveBayesEstimator();

  void setNaiveBayesEstimator(String estimator);

  @Description(
      "What Naive Bayes does about counts of 0: a number that stands in their place (published) or"
          + " is added to all (bayes), or laplace:NUMBER, which is added to all. Default: 1e-10.")
  String getSmoothing();

  void setSmoothing(String smoothing);

  @Description(
      "Whether examples/*.parquet is written: a row for every example and predictor, with its"
          + " neighbours.")
  @Default.Boolean(true)
  boolean isExamples();

  void setExamples(boolean examples);

  /** The numbers of tags of the paper. */
  class TagNumbers implements DefaultValueFactory<List<Integer>> {
    @Override
    public List<Integer> create(PipelineOptions options) {
      return List.of(1, 2, 5);
    }
  }
}
