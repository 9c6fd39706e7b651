package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.SkippedExample;

/**
 * A skipped example as a line of JSON: {@code {"shard":...,"key":...,"stage":...,"reason":...}}.
 */
final class ErrorLine {

  static final int MAX_CHARS = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private ErrorLine() {}

  /** The line, without its end; key and reason, which come from data, are cut. */
  static String of(SkippedExample skipped) {
    try {
      return JSON.writeValueAsString(
          JSON.createObjectNode()
              .put("shard", skipped.shard())
              .put("key", BoundedText.cut(skipped.key(), MAX_CHARS))
              .put("stage", skipped.stage())
              .put("reason", BoundedText.cut(skipped.reason(), MAX_CHARS)));
    } catch (JsonProcessingException e) {
      throw new AssertionError("strings can always be written as JSON", e);
    }
  }
}
