package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** An answer of {@link CloudStorageServer}. */
record CloudAnswer(int status, Map<String, String> headers, byte[] body) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static CloudAnswer json(Map<String, ?> content) {
    return new CloudAnswer(200, Map.of("Content-Type", "application/json"), bytes(content));
  }

  static CloudAnswer empty(int status, Map<String, String> headers) {
    return new CloudAnswer(status, headers, new byte[0]);
  }

  /** An error in the words of the JSON API. */
  static CloudAnswer error(int status, String reason, String message, String... header) {
    Map<String, ?> error =
        Map.of(
            "error",
            Map.of(
                "code",
                status,
                "message",
                message,
                "errors",
                List.of(Map.of("domain", "global", "reason", reason, "message", message))));
    return new CloudAnswer(
        status,
        header.length == 0
            ? Map.of("Content-Type", "application/json")
            : Map.of("Content-Type", "application/json", header[0], header[1]),
        bytes(error));
  }

  private static byte[] bytes(Map<String, ?> content) {
    try {
      return JSON.writeValueAsBytes(content);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
