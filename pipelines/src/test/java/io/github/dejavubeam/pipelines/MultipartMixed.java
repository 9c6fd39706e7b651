package io.github.dejavubeam.pipelines;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Bodies of several parts; bytes go through ISO 8859-1 and are not changed by it. */
final class MultipartMixed {

  private static final String BLANK_LINE = "\r\n\r\n";

  private MultipartMixed() {}

  /** The parts of a body, each with its headers. */
  static List<byte[]> parts(String contentType, byte[] body) {
    String boundary =
        "--" + contentType.replaceFirst(".*boundary=\"?", "").replaceFirst("\"?(;.*)?$", "");
    String[] pieces = text(body).split(Pattern.quote(boundary), -1);
    List<byte[]> parts = new ArrayList<>();
    for (String piece : Arrays.asList(pieces).subList(1, pieces.length - 1)) {
      // Line ends belong to the boundaries.
      parts.add(bytes(piece.substring("\r\n".length(), piece.length() - "\r\n".length())));
    }
    return parts;
  }

  /** What follows the headers. */
  static byte[] content(byte[] part) {
    return bytes(text(part).substring(text(part).indexOf(BLANK_LINE) + BLANK_LINE.length()));
  }

  /** Headers by name, whatever its case. */
  static Map<String, String> headers(byte[] part) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    text(part)
        .substring(0, text(part).indexOf(BLANK_LINE))
        .lines()
        .filter(line -> line.contains(": "))
        .forEach(line -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
    return headers;
  }

  /** The request that a part of a batch holds. */
  static CloudRequest request(byte[] part) {
    byte[] content = content(part);
    String[] line = text(content).lines().findFirst().orElseThrow().split(" ", -1);
    return CloudRequest.of(line[0], line[1], headers(content), content(content));
  }

  /** The answers to the parts of a batch. */
  static CloudAnswer answer(List<byte[]> parts, List<CloudAnswer> answers) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < answers.size(); i++) {
      CloudAnswer answer = answers.get(i);
      String id = headers(parts.get(i)).get("Content-ID");
      body.writeBytes(
          bytes(
              "--answers\r\nContent-Type: application/http\r\nContent-ID: response-%s%s"
                  .formatted(id, BLANK_LINE)));
      body.writeBytes(bytes("HTTP/1.1 " + answer.status() + " Answer\r\n"));
      answer
          .headers()
          .forEach((name, value) -> body.writeBytes(bytes(name + ": " + value + "\r\n")));
      body.writeBytes(bytes("Content-Length: " + answer.body().length + BLANK_LINE));
      body.writeBytes(answer.body());
      body.writeBytes(bytes("\r\n"));
    }
    body.writeBytes(bytes("--answers--\r\n"));
    return new CloudAnswer(
        200, Map.of("Content-Type", "multipart/mixed; boundary=answers"), body.toByteArray());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
