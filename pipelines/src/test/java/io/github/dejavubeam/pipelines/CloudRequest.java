package io.github.dejavubeam.pipelines;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request to {@link CloudStorageServer}, by itself or as a part of a batch.
 *
 * @param path its segments, decoded
 * @param headers by name, whatever its case
 */
record CloudRequest(
    String method,
    List<String> path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {

  static CloudRequest of(String method, String target, Map<String, String> headers, byte[] body) {
    URI uri = URI.create(target);
    // A slash within a name is encoded, so the path is cut before it is decoded.
    List<String> path =
        Arrays.stream(uri.getRawPath().split("/", -1))
            .filter(segment -> !segment.isEmpty())
            .map(CloudRequest::decoded)
            .toList();
    Map<String, String> query = new LinkedHashMap<>();
    if (uri.getRawQuery() != null) {
      for (String pair : uri.getRawQuery().split("&", -1)) {
        String[] parts = pair.split("=", 2); // A value that is empty comes without the sign.
        query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
    return new CloudRequest(method, path, query, headers, body);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  boolean startsWith(String... segments) {
    return path.size() >= segments.length
        && path.subList(0, segments.length).equals(List.of(segments));
  }

  /** As a test names it: method, path and what is asked of it, then the range if there is one. */
  @Override
  public String toString() {
    return method
        + " /"
        + String.join("/", path)
        + (query.isEmpty() ? "" : "?" + query)
        + (headers.containsKey("Range") ? " " + headers.get("Range") : "")
        + (headers.containsKey("Content-Range") ? " " + headers.get("Content-Range") : "");
  }
}
