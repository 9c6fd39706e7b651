package io.github.dejavubeam.transforms.conversion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.dejavubeam.transforms.io.ReadLimits;
import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.annotation.Nullable;

/**
 * Writes annotations as JSON lines, which studies take beside their data, and counts what was left
 * out. A key is the path of a file up to the first dot of its base name, as in WebDataset shards.
 */
public final class AnnotationWriter implements Closeable {

  private static final JsonFactory JSON = new JsonFactory();

  private final JsonGenerator json;
  private final ReadLimits limits;
  private final boolean baseNames;
  private final TreeMap<String, Long> leftOut = new TreeMap<>();
  private final TreeMap<String, Long> notes = new TreeMap<>();
  private long examples;
  private long objects;

  /**
   * An object of an image.
   *
   * @param label its name
   * @param score confidence in it, NaN where none is given
   * @param box left, top, right and bottom edge in pixels, right and bottom the first that do not
   *     belong to it; null where there is none
   */
  record BoxedObject(String label, double score, @Nullable double[] box) {}

  /**
   * A writer.
   *
   * @param limits what is longer is left out
   * @param baseNames whether keys are without the directories of their files
   */
  public AnnotationWriter(OutputStream out, ReadLimits limits, boolean baseNames)
      throws IOException {
    this.json = JSON.createGenerator(out);
    this.json.setRootValueSeparator(new SerializedString("\n"));
    this.limits = limits;
    this.baseNames = baseNames;
  }

  /** Writes what is known of the image in a file of that name. */
  void write(String file, @Nullable String label, List<BoxedObject> known) throws IOException {
    String name = baseNames ? file.substring(file.lastIndexOf('/') + 1) : file;
    Optional<String> key = WebDatasetReader.key(name);
    Optional<String> fault =
        key.isEmpty()
            ? Optional.of("file name without a dot")
            : isUnicode(key.get())
                ? WebDatasetReader.keyFault(key.get(), limits)
                : Optional.of("file name is not Unicode");
    if (fault.isPresent()) {
      leaveOut("image: " + fault.get());
      return;
    }
    json.writeStartObject();
    json.writeStringField("key", key.get());
    if (label != null) {
      json.writeStringField("label", label);
    }
    json.writeArrayFieldStart("objects");
    for (BoxedObject object : known) {
      json.writeStartObject();
      json.writeStringField("label", object.label());
      if (!Double.isNaN(object.score())) {
        json.writeNumberField("score", object.score());
      }
      if (object.box() != null) {
        json.writeFieldName("box");
        json.writeArray(object.box(), 0, object.box().length);
      }
      json.writeEndObject();
      objects++;
    }
    json.writeEndArray();
    json.writeEndObject();
    examples++;
  }

  /** Whether a label is one that readers take; counts it if not. */
  boolean takesLabel(String label) {
    boolean taken =
        !label.isBlank() && label.length() <= limits.maxLabelChars() && isUnicode(label);
    if (!taken) {
      leaveOut("object: its label is blank, longer than the limit or not Unicode");
    }
    return taken;
  }

  /** Whether every surrogate has its partner; escapes can write one alone. */
  private static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Counts something left out. */
  void leaveOut(String reason) {
    leftOut.merge(reason, 1L, Long::sum);
  }

  /** Counts something that is written, and may not be what the user wants. */
  void note(String what) {
    notes.merge(what, 1L, Long::sum);
  }

  /** What is longer is left out. */
  ReadLimits limits() {
    return limits;
  }

  /** Number of lines. */
  public long examples() {
    return examples;
  }

  /** Number of objects in them. */
  public long objects() {
    return objects;
  }

  /** What was left out, by reason. */
  public Map<String, Long> leftOut() {
    return leftOut;
  }

  /** What was written and may not be what the user wants, by kind. */
  public Map<String, Long> notes() {
    return notes;
  }

  @Override
  public void close() throws IOException {
    json.writeRaw('\n');
    json.close();
  }
}
