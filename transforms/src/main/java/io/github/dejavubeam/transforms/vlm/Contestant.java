package io.github.dejavubeam.transforms.vlm;

import java.io.Serializable;

/**
 * A model or reference of a study.
 *
 * @param name its name in results
 * @param visionLanguage whether it embeds images and captions into one space; a text embedder does
 *     not
 */
public record Contestant(String name, boolean visionLanguage) implements Serializable {

  /** Key of its encoder of captions. */
  public String textEncoder() {
    return name + ".text";
  }

  /** Key of its encoder of images. */
  public String imageEncoder() {
    return name + ".image";
  }
}
