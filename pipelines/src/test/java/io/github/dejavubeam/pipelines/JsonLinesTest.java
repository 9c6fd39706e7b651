package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class JsonLinesTest {

  @Test
  void whateverAMessageHoldsItIsOneLineOfJson() throws IOException {
    LogRecord message =
        new LogRecord(Level.WARNING, "a \"quoted\" name,\n\ttwo lines, \u0001 \u00e9 \\");
    message.setLoggerName("a.B");
    message.setThrown(new IllegalStateException("because", new IOException("of\r\nthat")));

    String line = new JsonLines().format(message);

    assertEquals(line.length() - 1, line.indexOf('\n'));
    JsonNode json = new ObjectMapper().readTree(line);
    assertEquals(message.getMessage(), json.get("message").asText());
    assertEquals("WARNING", json.get("level").asText());
    assertEquals("a.B", json.get("logger").asText());
    assertEquals(message.getInstant().toString(), json.get("time").asText());
    assertEquals(message.getLongThreadID(), json.get("thread").asLong());
    assertTrue(json.get("thrown").asText().contains("Caused by: java.io.IOException: of\r\nthat"));
  }

  @Test
  void withoutAnExceptionThereIsNoFieldOfOne() throws IOException {
    LogRecord message = new LogRecord(Level.INFO, "{0} of {1}");
    message.setParameters(new Object[] {1, 2});

    JsonNode json = new ObjectMapper().readTree(new JsonLines().format(message));

    assertEquals("1 of 2", json.get("message").asText());
    assertEquals("null", json.get("logger").asText());
    assertEquals(5, json.size());
  }
}
