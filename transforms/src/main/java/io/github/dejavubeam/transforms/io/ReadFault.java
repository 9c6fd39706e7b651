package io.github.dejavubeam.transforms.io;

/**
 * Something that could not be read; its stage is {@code read}.
 *
 * @param key the example that was left out, cut at {@link ReadLimits#maxKeyChars}; empty where the
 *     shard itself is at fault
 * @param reason what was wrong, the same text for the same fault, so that reasons can be counted
 */
public record ReadFault(String key, String reason) implements ShardEntry, AnnotationEntry {

  static final String EMPTY_SHARD = "shard is empty";
  static final String BROKEN_SHARD = "shard is truncated or not a tar";
  static final String SPARSE_MEMBER = "shard holds a sparse member and is not read beyond it";
  static final String DATA_AFTER_END = "shard holds data after the end of its archive";

  static final String NO_KEY_COLUMN = "parquet shard has no column key";
  static final String ROW_WITHOUT_KEY = "row has no key";
  static final String ANNOTATIONS_WITHOUT_KEY = "annotations have no key";
  static final String NOTHING_ANNOTATED = "annotations have no label, objects or crop_tags";

  static final String UNSAFE_NAME = "unsafe member name";
  static final String NAME_NOT_UTF8 = "member name is not valid UTF-8";
  static final String LONG_KEY = "key is longer than the limit";
  static final String DUPLICATE_MEMBER = "duplicate member";

  static final String LARGE_IMAGE = "image is larger than the limit";
  static final String LONG_CAPTION = "caption is longer than the limit";
  static final String LONG_LABEL = "label is longer than the limit";
  static final String LARGE_JSON = "json is larger than the limit";
  static final String CAPTION_NOT_UTF8 = "caption is not valid UTF-8";
  static final String LABEL_NOT_UTF8 = "label is not valid UTF-8";

  static final String BAD_JSON = "json cannot be parsed";
  static final String JSON_BEYOND_LIMITS = "json is nested too deeply or holds too long a number";
  static final String JSON_NOT_AN_OBJECT = "json is not an object";
  static final String OBJECTS_NOT_A_LIST = "json: objects is not a list";
  static final String TAGS_NOT_A_LIST = "json: crop_tags is not a list";
  static final String TOO_MANY_OBJECTS = "json: more objects than the limit";
  static final String OBJECT_NOT_AN_OBJECT = "json: an entry of objects is not an object";
  static final String OBJECT_WITHOUT_LABEL = "json: an object has no label";
  static final String BAD_SCORE = "json: the score of an object is not a finite number";
}
