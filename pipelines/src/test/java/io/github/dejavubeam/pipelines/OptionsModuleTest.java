package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.runners.core.construction.SerializablePipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.Test;

/** Options are written as Beam writes them, but only when they have changed. */
class OptionsModuleTest {

  private static final ObjectMapper BEAMS = new ObjectMapper();
  private static final ObjectMapper OURS = new ObjectMapper().registerModule(new OptionsModule());

  /** A value that counts how often it is written. */
  public static final class Counted {

    static final AtomicInteger WRITTEN = new AtomicInteger();

    public int getValue() {
      WRITTEN.incrementAndGet();
      return 7;
    }

    public void setValue(int value) {
      assertEquals(7, value);
    }
  }

  /** Options of which one is counted. */
  public interface CountedOptions extends PipelineOptions {

    Counted getCounted();

    void setCounted(Counted counted);
  }

  @Test
  void whatIsWrittenIsWhatBeamWrites() throws Exception {
    VlmOptions options = options();
    assertEquals(json(BEAMS, options), json(OURS, options));
    assertEquals(json(BEAMS, options), json(OURS, options));
    assertEquals(json(BEAMS, options).toString(), OURS.valueToTree(options).toString());
    VlmOptions read =
        OURS.readValue(OURS.writeValueAsString(options), PipelineOptions.class)
            .as(VlmOptions.class);
    assertEquals(List.of("first"), read.getTarget());
  }

  @Test
  void whatIsChangedIsWrittenAnew() throws Exception {
    VlmOptions options = options();
    assertEquals("first", json(OURS, options).at("/options/target/0").asText());
    options.setTarget(List.of("second"));
    assertEquals("second", json(OURS, options).at("/options/target/0").asText());
    assertEquals(json(BEAMS, options), json(OURS, options));
  }

  /** Copies have the identity and the revision of their original, and go on by themselves. */
  @Test
  void copiesAreNotTakenForEachOther() throws Exception {
    VlmOptions one = options();
    PipelineOptions other = OURS.readValue(OURS.writeValueAsString(one), PipelineOptions.class);
    one.setTempLocation("one");
    other.setTempLocation("other");
    assertEquals(one.revision(), other.revision());
    assertEquals("one", json(OURS, one).at("/options/tempLocation").asText());
    assertEquals("other", json(OURS, other).at("/options/tempLocation").asText());
  }

  /** By the mapper with which Beam writes options into each step of a job. */
  @Test
  void beamWritesUnchangedOptionsOnce() {
    CountedOptions options = PipelineOptionsFactory.as(CountedOptions.class);
    options.setCounted(new Counted());
    String first = new SerializablePipelineOptions(options).toString();
    int written = Counted.WRITTEN.get();
    assertNotEquals(0, written);
    assertEquals(first, new SerializablePipelineOptions(options).toString());
    assertEquals(written, Counted.WRITTEN.get());
  }

  private static VlmOptions options() {
    VlmOptions options = PipelineOptionsFactory.as(VlmOptions.class);
    options.setTarget(List.of("first"));
    return options;
  }

  private static JsonNode json(ObjectMapper mapper, PipelineOptions options) throws Exception {
    return BEAMS.readTree(mapper.writeValueAsString(options));
  }
}
