package io.github.dejavubeam.pipelines;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.util.common.ReflectHelpers;

/**
 * Options of a run as JSON, made once. Flink's translator writes them for every step and every
 * collection, and each time Beam looks through all options of all modules by reflection: nearly
 * half of the time of a small study in a test. Jackson finds this module as a service, and Beam's
 * mappers take all that it finds.
 */
public final class OptionsModule extends Module {

  @Override
  public String getModuleName() {
    return OptionsModule.class.getName();
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.setMixInAnnotations(PipelineOptions.class, Remembered.class);
  }

  /** Takes the place of the annotation by which Beam names its serializer. */
  @JsonSerialize(using = LastWritten.class)
  private interface Remembered {}

  /** Writes the options that it wrote last as it wrote them then, unless they were changed. */
  static final class LastWritten extends JsonSerializer<PipelineOptions> {

    /** What was written; other objects of equal options may change in other ways. */
    private record Written(PipelineOptions options, int revision, JsonNode json) {

      boolean isOf(PipelineOptions other) {
        return options.equals(other) && revision == other.revision();
      }
    }

    private static volatile Written last;

    @Override
    public void serialize(
        PipelineOptions options, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      Written written = last;
      if (written == null || !written.isOf(options)) {
        // The revision first: what changes meanwhile is then written anew the next time.
        int revision = options.revision();
        written = new Written(options, revision, Beams.MAPPER.valueToTree(options));
        last = written;
      }
      provider.defaultSerializeValue(written.json(), generator);
    }
  }

  /** Beam's own way to write options: all modules but this. */
  private static final class Beams {

    static final ObjectMapper MAPPER = new ObjectMapper().registerModules(others());

    private Beams() {}

    private static List<Module> others() {
      return ObjectMapper.findModules(ReflectHelpers.findClassLoader()).stream()
          .filter(module -> !(module instanceof OptionsModule))
          .toList();
    }
  }
}
