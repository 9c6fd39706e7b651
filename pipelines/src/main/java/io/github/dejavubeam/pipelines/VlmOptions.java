package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What a vision-language study is told. */
public interface VlmOptions
    extends EncoderOptions,
        ObjectTaggerOptions,
        SearchOptions,
        AnnotationOptions,
        LeakOptions,
        SliceOptions {

  @Description(
      "Shards of the examples that the audited model was trained on: paths, globs, ranges such as"
          + " dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or directories of .tar files.")
  @Paths(Paths.Content.DATA)
  List<String> getTarget();

  void setTarget(List<String> target);

  @Description("Shards of public examples that no model was trained on, likewise.")
  @Paths(Paths.Content.DATA)
  List<String> getPublic();

  void setPublic(List<String> shards);

  @Description(
      "Shards of control examples, likewise: that no model was trained on, of the kind that the"
          + " target's are. Every gap is measured on them too, and shown as the difference.")
  @Paths(Paths.Content.DATA)
  List<String> getControl();

  void setControl(List<String> control);

  @Description(
      "Directory of vectors of the target set, made by embed, in place of --target. It may be on any"
          + " file system that Beam knows.")
  @Paths(Paths.Content.DATA)
  String getTargetVectors();

  void setTargetVectors(String directory);

  @Description("Directory of vectors of the public set, likewise, in place of --public.")
  @Paths(Paths.Content.DATA)
  String getPublicVectors();

  void setPublicVectors(String directory);

  @Description("Directory of vectors of the control set, likewise, in place of --control.")
  @Paths(Paths.Content.DATA)
  String getControlVectors();

  void setControlVectors(String directory);

  @Description(
      "Reference directory, likewise NAME=DIRECTORY: a second vision-language model trained on"
          + " other data (two-model test), or a text embedder (one-model test). Several are"
          + " allowed.")
  @Validation.Required
  @Paths(Paths.Content.MODELS)
  List<String> getReference();

  void setReference(List<String> reference);

  @Description("Modes of the audited model: t2i, captions to images; t2t, captions to captions.")
  @Default.InstanceFactory(Modes.class)
  List<String> getMode();

  void setMode(List<String> mode);

  @Description("Numbers of nearest public examples whose objects are predicted.")
  @Default.InstanceFactory(Ks.class)
  List<Integer> getK();

  void setK(List<Integer> k);

  @Description("Predicted objects: all of the neighbours', or the top-N most frequent.")
  @Default.InstanceFactory(Objects.class)
  List<String> getObjects();

  void setObjects(List<String> objects);

  @Description("Annotated objects with a lower score do not count.")
  @Default.Double(0)
  double getMinScore();

  void setMinScore(double minScore);

  @Description(
      "Shares of the examples that are taken as the most memorized, each above 0, at most 1.")
  @Default.InstanceFactory(Fractions.class)
  List<String> getMemorizedFractions();

  void setMemorizedFractions(List<String> fractions);

  @Description(
      "Squared distance in the image space of the first --model below which a target image counts as"
          + " a public one, another encoding of it for instance; of vectors of length 1 it is 2 less"
          + " twice the cosine. Without it only equal images and captions are looked for. It needs"
          + " the target's images to be embedded.")
  Double getNearDuplicateDistance();

  void setNearDuplicateDistance(Double distance);

  @Description(
      "Whether examples/*.parquet is written: a row for every example and comparison, with its"
          + " neighbours.")
  @Default.Boolean(true)
  boolean isExamples();

  void setExamples(boolean examples);

  /** Both modes. */
  class Modes implements DefaultValueFactory<List<String>> {
    @Override
    public List<String> create(PipelineOptions options) {
      return List.of("t2i", "t2t");
    }
  }

  /** The numbers of neighbours of the paper. */
  class Ks implements DefaultValueFactory<List<Integer>> {
    @Override
    public List<Integer> create(PipelineOptions options) {
      return List.of(1, 10, 100);
    }
  }

  /** The predictions of the paper. */
  class Objects implements DefaultValueFactory<List<String>> {
    @Override
    public List<String> create(PipelineOptions options) {
      return List.of("top-1", "top-10", "all");
    }
  }

  /** The shares of the paper. */
  class Fractions implements DefaultValueFactory<List<String>> {
    @Override
    public List<String> create(PipelineOptions options) {
      return List.of("0.001", "0.01", "0.1");
    }
  }
}
