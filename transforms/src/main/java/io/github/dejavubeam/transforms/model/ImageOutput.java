package io.github.dejavubeam.transforms.model;

import java.util.Optional;

/**
 * Which output of an image model is read.
 *
 * @param name its name; empty for the one that is known to hold what is wanted
 * @param preferClasses whether a classifier, a graph with logits in a directory that names classes,
 *     is read as such
 */
public record ImageOutput(Optional<String> name, boolean preferClasses) {

  /** An embedding, under one of the names that exporters give it. */
  public static final ImageOutput EMBEDDING = new ImageOutput(Optional.empty(), false);
}
