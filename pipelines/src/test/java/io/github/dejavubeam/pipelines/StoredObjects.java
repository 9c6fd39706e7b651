package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/** One bucket's objects, and the requests of the JSON API that are about them. */
final class StoredObjects {

  /** Few, so that lists have pages. */
  private static final int PAGE = 7;

  /** What a rewrite of more does not finish at once. */
  private static final int REWRITE_BYTES = 1 << 16;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** An object as it was written. */
  record Stored(String name, byte[] content, long generation, Instant updated) {}

  private static final class Upload {
    final String name;
    final String ifGenerationMatch;
    byte[] kept = new byte[0];
    Stored done;

    Upload(String name, String ifGenerationMatch) {
      this.name = name;
      this.ifGenerationMatch = ifGenerationMatch;
    }
  }

  private final String bucket;
  private final String url;
  private final NavigableMap<String, Stored> objects = new TreeMap<>();
  private final Map<String, Upload> uploads = new LinkedHashMap<>();

  /** Microseconds, as of the service: what a test before this one left in a cache is older. */
  private long generation = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis());

  StoredObjects(String bucket, String url) {
    this.bucket = bucket;
    this.url = url;
  }

  synchronized Stored put(String name, byte[] content) {
    Stored stored = new Stored(name, content, ++generation, Instant.now());
    objects.put(name, stored);
    return stored;
  }

  /** Makes an object as old as that. */
  synchronized void age(String name, Duration age) {
    objects.computeIfPresent(
        name,
        (same, stored) ->
            new Stored(name, stored.content(), stored.generation(), Instant.now().minus(age)));
  }

  synchronized byte[] content(String name) {
    Stored stored = objects.get(name);
    return stored == null ? null : stored.content();
  }

  synchronized List<String> names() {
    return List.copyOf(objects.keySet());
  }

  synchronized CloudAnswer list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String from = query.getOrDefault("pageToken", prefix);
    List<Map<String, ?>> items = new ArrayList<>();
    Map<String, Object> answer = new LinkedHashMap<>(Map.of("kind", "storage#objects"));
    for (Stored stored : objects.tailMap(from).values()) {
      if (!stored.name().startsWith(prefix)) {
        break;
      }
      if (items.size() == PAGE) {
        answer.put("nextPageToken", stored.name());
        break;
      }
      items.add(metadata(stored));
    }
    if (!items.isEmpty()) {
      answer.put("items", items);
    }
    return CloudAnswer.json(answer);
  }

  synchronized CloudAnswer get(String name, Map<String, String> query) {
    Stored stored = objects.get(name);
    return isMissing(stored, query) ? missing(name) : CloudAnswer.json(metadata(stored));
  }

  synchronized CloudAnswer media(String name, Map<String, String> query, String range) {
    Stored stored = objects.get(name);
    if (isMissing(stored, query)) {
      return missing(name);
    }
    int size = stored.content().length;
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/octet-stream");
    headers.put("x-goog-generation", Long.toString(stored.generation()));
    headers.put("x-goog-stored-content-length", Integer.toString(size));
    headers.put("x-goog-stored-content-encoding", "identity");
    headers.put("x-goog-hash", "crc32c=" + checksum(stored.content()));
    if (range == null) {
      return new CloudAnswer(200, headers, stored.content());
    }
    String[] ends = range.substring("bytes=".length()).split("-", -1);
    int begin = Integer.parseInt(ends[0]);
    if (begin >= size) {
      return CloudAnswer.error(
          416, "requestedRangeNotSatisfiable", "no such range", "Content-Range", "bytes */" + size);
    }
    int end = ends[1].isEmpty() ? size : (int) Math.min(size, Long.parseLong(ends[1]) + 1);
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(begin, end - 1, size));
    return new CloudAnswer(206, headers, Arrays.copyOfRange(stored.content(), begin, end));
  }

  synchronized CloudAnswer delete(String name, Map<String, String> query) {
    if (isMissing(objects.get(name), query)) {
      return missing(name);
    }
    if (!mayWrite(name, query.get("ifGenerationMatch"))) {
      return conditionNotMet();
    }
    objects.remove(name);
    return CloudAnswer.empty(204, Map.of());
  }

  /** Within the bucket; a large object takes two calls. */
  synchronized CloudAnswer rewrite(String from, String to, Map<String, String> query) {
    Stored source = objects.get(from);
    if (source == null) {
      return missing(from);
    }
    int size = source.content().length;
    if (size > REWRITE_BYTES && !"more".equals(query.get("rewriteToken"))) {
      return CloudAnswer.json(
          Map.of(
              "done",
              false,
              "rewriteToken",
              "more",
              "totalBytesRewritten",
              Integer.toString(REWRITE_BYTES),
              "objectSize",
              Integer.toString(size)));
    }
    if (!mayWrite(to, query.get("ifGenerationMatch"))) {
      return conditionNotMet();
    }
    return CloudAnswer.json(
        Map.of(
            "done",
            true,
            "totalBytesRewritten",
            Integer.toString(size),
            "objectSize",
            Integer.toString(size),
            "resource",
            metadata(put(to, source.content()))));
  }

  /** Metadata and content in one request. */
  synchronized CloudAnswer multipart(CloudRequest request) {
    List<byte[]> parts =
        MultipartMixed.parts(request.headers().get("Content-Type"), request.body());
    String name = name(request, MultipartMixed.content(parts.get(0)));
    return finish(
        name, MultipartMixed.content(parts.get(1)), request.query().get("ifGenerationMatch"));
  }

  synchronized CloudAnswer beginUpload(CloudRequest request) {
    String id = "upload-" + uploads.size();
    uploads.put(
        id, new Upload(name(request, request.body()), request.query().get("ifGenerationMatch")));
    return CloudAnswer.empty(
        200,
        Map.of(
            "Location",
            url + "/upload/storage/v1/b/" + bucket + "/o?uploadType=resumable&upload_id=" + id));
  }

  /** A chunk of a resumable upload, or the question how far it is. */
  synchronized CloudAnswer upload(CloudRequest request, boolean half) {
    Upload upload = uploads.get(request.query().get("upload_id"));
    if (upload.done != null) {
      return CloudAnswer.json(metadata(upload.done));
    }
    // "bytes 0-9/10", "bytes 0-9/*", "bytes */10" or "bytes */*"
    String[] range =
        request.headers().get("Content-Range").substring("bytes ".length()).split("/", -1);
    if (!range[0].equals("*")) {
      int begin = Integer.parseInt(range[0].split("-", -1)[0]);
      int length = half ? request.body().length / 2 : request.body().length;
      if (begin > upload.kept.length) {
        return CloudAnswer.error(503, "backendError", "bytes before these are not here");
      }
      byte[] kept = Arrays.copyOf(upload.kept, begin + length);
      System.arraycopy(request.body(), 0, kept, begin, length);
      upload.kept = kept;
    }
    if (!range[1].equals("*") && Integer.parseInt(range[1]) == upload.kept.length) {
      CloudAnswer answer = finish(upload.name, upload.kept, upload.ifGenerationMatch);
      upload.done = answer.status() == 200 ? objects.get(upload.name) : null;
      return answer;
    }
    return CloudAnswer.empty(
        308,
        upload.kept.length == 0
            ? Map.of()
            : Map.of("Range", "bytes=0-" + (upload.kept.length - 1)));
  }

  private CloudAnswer finish(String name, byte[] content, String ifGenerationMatch) {
    return mayWrite(name, ifGenerationMatch)
        ? CloudAnswer.json(metadata(put(name, content)))
        : conditionNotMet();
  }

  private static String name(CloudRequest request, byte[] metadata) {
    if (request.query().containsKey("name")) {
      return request.query().get("name");
    }
    try {
      return JSON.readTree(metadata).get("name").asText();
    } catch (IOException e) {
      throw new UncheckedIOException(new String(metadata, StandardCharsets.UTF_8), e);
    }
  }

  private boolean mayWrite(String name, String ifGenerationMatch) {
    Stored stored = objects.get(name);
    long present = stored == null ? 0 : stored.generation();
    return ifGenerationMatch == null || Long.parseLong(ifGenerationMatch) == present;
  }

  private static boolean isMissing(Stored stored, Map<String, String> query) {
    return stored == null
        || (query.containsKey("generation")
            && Long.parseLong(query.get("generation")) != stored.generation());
  }

  private static CloudAnswer missing(String name) {
    return CloudAnswer.error(404, "notFound", "No such object: " + name);
  }

  private static CloudAnswer conditionNotMet() {
    return CloudAnswer.error(412, "conditionNotMet", "a precondition did not hold");
  }

  private Map<String, ?> metadata(Stored stored) {
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put("kind", "storage#object");
    metadata.put("bucket", bucket);
    metadata.put("name", stored.name());
    metadata.put("generation", Long.toString(stored.generation()));
    metadata.put("metageneration", "1");
    metadata.put("contentType", "application/octet-stream");
    metadata.put("size", Integer.toString(stored.content().length));
    metadata.put("crc32c", checksum(stored.content()));
    metadata.put("updated", stored.updated().toString());
    metadata.put("timeCreated", stored.updated().toString());
    return metadata;
  }

  private static String checksum(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }
}
