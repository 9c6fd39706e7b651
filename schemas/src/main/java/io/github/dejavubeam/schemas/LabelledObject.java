package io.github.dejavubeam.schemas;

import com.google.auto.value.AutoValue;
import java.io.Serializable;

/** An object that annotations or a tagger see in an image. */
@AutoValue
public abstract class LabelledObject implements Serializable {

  /** Name of the object. */
  public abstract String label();

  /** Confidence in it; 1 where the annotation gives none. */
  public abstract double score();

  /** An object. */
  public static LabelledObject of(String label, double score) {
    return new AutoValue_LabelledObject(label, score);
  }
}
