package io.github.dejavubeam.transforms.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.SkippedExample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteErrorsTest {

  private static final List<String> NAMES =
      List.of(
          "errors-00000-of-00004.jsonl",
          "errors-00001-of-00004.jsonl",
          "errors-00002-of-00004.jsonl",
          "errors-00003-of-00004.jsonl");

  @TempDir Path directory;

  private void write(List<SkippedExample> skipped) {
    Pipeline pipeline =
        Pipeline.create(
            PipelineOptionsFactory.fromArgs("--runner=DirectRunner", "--targetParallelism=2")
                .create());
    PCollection<String> files =
        pipeline
            .apply(Create.of(skipped).withType(TypeDescriptor.of(SkippedExample.class)))
            .apply(WriteErrors.to(directory.toString()));
    PAssert.thatSingleton(files.apply(Count.globally())).isEqualTo(4L);
    pipeline.run().waitUntilFinish();
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("errors"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  private List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String name : names()) {
      lines.addAll(Files.readAllLines(directory.resolve("errors").resolve(name)));
    }
    return lines;
  }

  @Test
  void everySkippedExampleIsALine() throws IOException {
    List<SkippedExample> skipped = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      skipped.add(SkippedExample.of("s.tar", "key" + i, "read", "duplicate member"));
    }
    write(skipped);

    TreeSet<String> expected = new TreeSet<>();
    skipped.forEach(one -> expected.add(ErrorLine.of(one)));
    assertEquals(expected, new TreeSet<>(lines()));
    assertEquals(10, lines().size());
  }

  @Test
  void anotherAttemptReplacesEveryFile() throws IOException {
    write(
        List.of(
            SkippedExample.of("s.tar", "a", "read", "r"),
            SkippedExample.of("s.tar", "b", "read", "r")));
    assertEquals(NAMES, names());
    assertEquals(2, lines().size());

    write(List.of());
    assertEquals(NAMES, names());
    assertEquals(List.of(), lines());
  }

  @Test
  void aLineHasFixedFieldsInFixedOrder() {
    assertEquals(
        "{\"shard\":\"gs://b/s.tar\",\"key\":\"k\",\"stage\":\"decode\",\"reason\":\"bad\"}",
        ErrorLine.of(SkippedExample.of("gs://b/s.tar", "k", "decode", "bad")));
  }

  @Test
  void textFromDataIsEscapedAndCut() throws IOException {
    String hostile = "\"}\n{\u0000\u2028</script>";
    String line =
        ErrorLine.of(SkippedExample.of("s", hostile, "read", "x".repeat(999) + "😀 and more"));
    JsonNode parsed = new ObjectMapper().readTree(line);

    assertTrue(line.lines().count() == 1, line);
    assertEquals(hostile, parsed.get("key").asText());
    assertEquals("x".repeat(999), parsed.get("reason").asText());
  }
}
