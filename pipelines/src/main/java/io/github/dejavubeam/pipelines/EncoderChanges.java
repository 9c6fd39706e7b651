package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.model.Modality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** How a user wants encoders to differ from what their directories say. */
final class EncoderChanges {

  private final Map<String, String> prefixes = new HashMap<>();
  private final Set<String> unused = new TreeSet<>();
  private final boolean jpegScaling;

  /**
   * Changes by the options.
   *
   * @throws UsageException if a prefix names no model
   */
  EncoderChanges(EncoderOptions options) {
    jpegScaling = options.isJpegScaling();
    List<String> values = options.getTextPrefix();
    for (String value : values == null ? List.<String>of() : values) {
      int equals = value.indexOf('=');
      if (equals < 1) {
        throw new UsageException("--textPrefix=" + value + ": give MODEL=TEXT");
      }
      prefixes.put(value.substring(0, equals), value.substring(equals + 1));
    }
    unused.addAll(prefixes.keySet());
  }

  /** The encoder as it is wanted. */
  EncoderSpec of(EncoderSpec encoder) {
    if (encoder.modality() == Modality.IMAGE) {
      return jpegScaling ? encoder.withJpegScaling() : encoder;
    }
    String prefix = prefixes.get(encoder.modelName());
    if (prefix == null) {
      return encoder;
    }
    unused.remove(encoder.modelName());
    return encoder.withTextPrefix(prefix);
  }

  /**
   * Checks that every change was made.
   *
   * @throws UsageException if a prefix is for a model that embeds no texts here
   */
  void requireUsed() {
    if (!unused.isEmpty()) {
      throw new UsageException(
          "--textPrefix names "
              + String.join(", ", unused)
              + ", which is no model with a directory that embeds texts");
    }
  }
}
