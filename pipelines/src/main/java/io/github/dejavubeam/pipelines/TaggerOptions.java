package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Description;

/** What sees the tags of crops. */
public interface TaggerOptions extends TagThresholdOptions {

  @Description(
      "Directory of a multi-label classifier, NAME=DIRECTORY to give it another name, whose graph"
          + " gives logits: it sees the tags of every crop, in place of crop_tags. A tag counts from"
          + " the score that label_thresholds of its config.json states, else --tagThreshold.")
  @Paths(Paths.Content.MODELS)
  String getTagger();

  void setTagger(String tagger);
}
