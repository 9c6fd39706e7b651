package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.schemas.LabelledObject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A multi-label classifier that sees tags or objects in images. Its outputs are the vectors of an
 * encoder, one component a tag.
 *
 * @param encoder key of the encoder
 * @param labels names of the components
 * @param thresholds lowest score of each tag that counts, from 0 to 1
 */
public record Tagger(String encoder, List<String> labels, List<Double> thresholds)
    implements Serializable {

  /**
   * A tagger.
   *
   * @throws IllegalArgumentException if there are not as many thresholds as labels, or one is not
   *     from 0 to 1
   */
  public Tagger {
    labels = List.copyOf(labels);
    thresholds = List.copyOf(thresholds);
    if (labels.size() != thresholds.size()) {
      throw new IllegalArgumentException(
          labels.size() + " tags have " + thresholds.size() + " thresholds");
    }
    for (double threshold : thresholds) {
      if (!(threshold >= 0 && threshold <= 1)) {
        throw new IllegalArgumentException("threshold " + threshold + " is not from 0 to 1");
      }
    }
  }

  /**
   * What is seen in an image, in the order of the labels, with the sigmoid of the logits as scores.
   *
   * @param logits one for each label
   */
  public List<LabelledObject> tags(float[] logits) {
    List<LabelledObject> tags = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      double score = 1 / (1 + StrictMath.exp(-logits[i]));
      if (score >= thresholds.get(i)) {
        tags.add(LabelledObject.of(labels.get(i), score));
      }
    }
    return tags;
  }
}
