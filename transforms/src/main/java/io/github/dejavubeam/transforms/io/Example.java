package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.BoundingBox;
import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import javax.annotation.Nullable;

/**
 * One example as a shard holds it. It lives between reading and embedding on one worker and never
 * crosses a Beam boundary, so it has no schema.
 */
public final class Example implements ShardEntry {

  private final String key;
  @Nullable private final byte[] image;
  @Nullable private final String caption;
  private final List<LabelledObject> objects;
  private final List<BoundingBox> boxes;
  private final List<LabelledObject> tags;
  @Nullable private final String label;

  Example(
      String key,
      @Nullable byte[] image,
      @Nullable String caption,
      List<LabelledObject> objects,
      @Nullable String label) {
    this(key, image, caption, objects, List.of(), List.of(), label);
  }

  Example(
      String key,
      @Nullable byte[] image,
      @Nullable String caption,
      List<LabelledObject> objects,
      List<BoundingBox> boxes,
      List<LabelledObject> tags,
      @Nullable String label) {
    this.key = key;
    this.image = image;
    this.caption = caption;
    this.objects = List.copyOf(objects);
    this.boxes = List.copyOf(boxes);
    this.tags = List.copyOf(tags);
    this.label = label;
  }

  /** Name of the example within its data set. */
  @Override
  public String key() {
    return key;
  }

  /** The encoded image, not a copy: do not change it. Null where the example has none. */
  @Nullable
  public byte[] image() {
    return image;
  }

  /** The caption as written, white space included; null where the example has none. */
  @Nullable
  public String caption() {
    return caption;
  }

  /** The annotated objects, each label once with its highest score, in order of first mention. */
  public List<LabelledObject> objects() {
    return objects;
  }

  /** Where the annotated objects are that have a box, as written. */
  public List<BoundingBox> boxes() {
    return boxes;
  }

  /** What is seen in the example's background, with its score; a label may occur twice. */
  public List<LabelledObject> tags() {
    return tags;
  }

  /** The class of the example; null where it has none. */
  @Nullable
  public String label() {
    return label;
  }

  /** First 16 bytes of the SHA-256 of the encoded image, computed anew; null without an image. */
  @Nullable
  public byte[] imageHash() {
    return image == null ? null : ExampleHash.ofImage(image);
  }

  /**
   * First 16 bytes of the SHA-256 of the caption, computed anew: equal for captions that differ
   * only in case, white space or Unicode compatibility forms. Null without a caption.
   */
  @Nullable
  public byte[] captionHash() {
    return caption == null ? null : ExampleHash.ofCaption(caption);
  }

  /**
   * First 16 bytes of a SHA-256 over all that the example holds except its key, computed anew: two
   * examples with equal hashes are interchangeable.
   */
  public byte[] exampleHash() {
    return ExampleHash.ofContent(this);
  }
}
