package io.github.dejavubeam.pipelines;

import java.util.List;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What the verbs that embed whole examples are told of their models. */
public interface EncoderOptions extends EmbeddingOptions {

  @Description(
      "Text before every caption that a model embeds, as MODEL=TEXT, for instance \"e5=query: \" for"
          + " E5. It takes the place of the default prompt of a sentence embedder, which is followed"
          + " otherwise. Several: repeat the option.")
  List<String> getTextPrefix();

  void setTextPrefix(List<String> prefix);

  @Description(
      "Whether a JPEG of more than twice the size that a model wants is scaled down while it is"
          + " decoded: faster, but with other pixels, so that embeddings move.")
  @Default.Boolean(false)
  boolean isJpegScaling();

  void setJpegScaling(boolean scaling);
}
