package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.options.Description;

/** What sees the objects of images. */
public interface ObjectTaggerOptions extends TagThresholdOptions {

  @Description(
      "Directory of a multi-label classifier, NAME=DIRECTORY to give it another name, whose graph"
          + " gives logits: it sees the objects of every image that has none annotated, with their"
          + " scores. An object counts from the score that label_thresholds of its config.json"
          + " states, else --tagThreshold.")
  @Paths(Paths.Content.MODELS)
  String getObjectTagger();

  void setObjectTagger(String tagger);
}
