package io.github.dejavubeam.transforms.correlation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * An example to count: its class and the tags of its background.
 *
 * @param label its class
 * @param tags its distinct tags
 */
public record TaggedExample(String label, List<String> tags) {

  /** A coder of these. */
  public static Coder<TaggedExample> coder() {
    return new RecordCoder();
  }

  private static final class RecordCoder extends AtomicCoder<TaggedExample> {
    private static final Coder<List<String>> TAGS = ListCoder.of(StringUtf8Coder.of());

    @Override
    public void encode(TaggedExample example, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(example.label, out);
      TAGS.encode(example.tags, out);
    }

    @Override
    public TaggedExample decode(InputStream in) throws IOException {
      return new TaggedExample(StringUtf8Coder.of().decode(in), TAGS.decode(in));
    }
  }
}
