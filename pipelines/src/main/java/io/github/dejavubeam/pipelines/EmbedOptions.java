package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.DefaultValueFactory;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.Validation;

/** What an embedding run is told. */
public interface EmbedOptions extends EncoderOptions, ObjectTaggerOptions {

  @Description(
      "Shards of the examples to embed: paths, globs, ranges such as dir/{00000..00999}.tar,"
          + " alternatives such as dir/{train,val}/*.tar, or"
          + " directories of .tar files.")
  @Validation.Required
  @Paths(Paths.Content.DATA)
  List<String> getInput();

  void setInput(List<String> input);

  @Description(
      "What to embed of an example: image, text. An example that lacks one of them is left out, so"
          + " that all vectors are of the same examples.")
  @Default.InstanceFactory(Both.class)
  List<String> getModality();

  void setModality(List<String> modality);

  @Description(
      "What to write: blocks, which studies take; npy, below npy/MODEL also .npy files with tables"
          + " of their examples, in clip-retrieval's layout.")
  @Default.String("blocks")
  String getFormat();

  void setFormat(String format);

  /** Images and captions. */
  class Both implements DefaultValueFactory<List<String>> {
    @Override
    public List<String> create(PipelineOptions options) {
      return List.of("image", "text");
    }
  }
}
