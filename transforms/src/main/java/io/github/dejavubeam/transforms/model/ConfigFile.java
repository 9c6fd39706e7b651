package io.github.dejavubeam.transforms.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A JSON file of a model directory. Fields are named by JSON pointers; null counts as absent. */
final class ConfigFile {

  private static final long MAX_BYTES = 64L << 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
          JsonFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(64)
                      .maxStringLength(1 << 20)
                      .build())
              .build());

  private final Path directory;
  private final String name;
  private final JsonNode root;

  private ConfigFile(Path directory, String name, JsonNode root) {
    this.directory = directory;
    this.name = name;
    this.root = root;
  }

  /**
   * Reads a file if it is there.
   *
   * @throws InvalidModelException if it is no JSON, or larger or deeper than such files are
   */
  static Optional<ConfigFile> read(Path directory, String name) {
    Path path = directory.resolve(name);
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new InvalidModelException(
            directory, name + " is larger than 64 MiB", "put the file of the model's export there");
      }
      return Optional.of(new ConfigFile(directory, name, JSON.readTree(Files.readAllBytes(path))));
    } catch (IOException e) {
      throw unreadable(directory, name, e);
    }
  }

  /**
   * Reads one field of a file whose other fields may be large: the vocabulary of a tokenizer is
   * passed over.
   */
  static Optional<ConfigFile> readField(Path directory, String name, String field) {
    Path path = directory.resolve(name);
    try (JsonParser parser = JSON.createParser(path.toFile())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean wanted = parser.currentName().equals(field);
        parser.nextToken();
        if (wanted) {
          return Optional.of(new ConfigFile(directory, name, JSON.readTree(parser)));
        }
        parser.skipChildren();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw unreadable(directory, name, e);
    }
  }

  /** The value there, of any type; a missing node where there is none. */
  JsonNode at(String pointer) {
    return root.at(pointer);
  }

  /** Whether there is a value that is not null. */
  boolean has(String pointer) {
    JsonNode node = at(pointer);
    return !node.isMissingNode() && !node.isNull();
  }

  /** A positive whole number, if there is one. */
  OptionalInt positive(String pointer) {
    if (!has(pointer)) {
      return OptionalInt.empty();
    }
    JsonNode node = at(pointer);
    if (!node.canConvertToInt() || !node.canConvertToExactIntegral() || node.intValue() < 1) {
      throw invalid(pointer + " is " + node + ", not a positive whole number");
    }
    return OptionalInt.of(node.intValue());
  }

  /** A text, if there is one. */
  Optional<String> text(String pointer) {
    return Optional.of(at(pointer)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** Whether a flag is set; {@code otherwise} where it is absent. */
  boolean flag(String pointer, boolean otherwise) {
    return has(pointer) ? at(pointer).asBoolean() : otherwise;
  }

  /**
   * Three finite numbers, one a channel.
   *
   * @throws InvalidModelException if there are not
   */
  float[] channels(String pointer) {
    JsonNode node = at(pointer);
    float[] channels = new float[3];
    for (int c = 0; c < 3; c++) {
      JsonNode channel = node.path(c);
      channels[c] = channel.floatValue();
      if (node.size() != 3 || !channel.isNumber() || !Float.isFinite(channels[c])) {
        throw invalid(pointer + " must be three numbers");
      }
    }
    return channels;
  }

  /** The complaint that this file is not as it should be. */
  InvalidModelException invalid(String fault) {
    return new InvalidModelException(
        directory, name + ": " + fault, "put the file of the model's export there");
  }

  /** The complaint that this file asks for what this program cannot do. */
  InvalidModelException unsupported(String what, String supported) {
    return new InvalidModelException(
        directory, name + " asks for " + what, "only " + supported + " is supported");
  }

  private static InvalidModelException unreadable(Path directory, String name, IOException cause) {
    String reason =
        cause instanceof JsonProcessingException json
            ? json.getOriginalMessage()
            : cause.toString();
    return new InvalidModelException(
        directory,
        name + " is no JSON that can be read (" + reason + ")",
        "put the file of the model's export there",
        cause);
  }
}
