package io.github.dejavubeam.transforms.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.RetrievedObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExamplesParquetTest {

  @TempDir Path output;

  @Test
  void everyRowComesBackWithEveryColumn() throws IOException {
    List<ExampleResult> examples = new ArrayList<>();
    for (int row = 0; row < 60; row++) {
      examples.add(ExampleResults.random(new Random(row), row));
    }
    RetrievedObjects nothing = RetrievedObjects.of(List.of(), List.of(), List.of(), 0, 0, 0);
    examples.add(
        ExampleResult.of("empty", Studies.comparison("a", "b", 1, 1), List.of(), nothing, nothing));
    write(examples);

    List<GenericRecord> rows = new ArrayList<>();
    for (Path file : files()) {
      rows.addAll(read(file));
    }
    rows.sort(Comparator.comparing(row -> row.get("id").toString()));
    examples.sort(Comparator.comparing(ExampleResult::id));

    assertEquals(examples.size(), rows.size());
    for (int i = 0; i < rows.size(); i++) {
      assertRow(examples.get(i), rows.get(i));
    }
  }

  @Test
  void theColumnsAreThoseOfTheContractCompressedAndWithADictionaryOfAllButNeighbours()
      throws IOException {
    List<ExampleResult> examples = new ArrayList<>();
    for (int row = 0; row < 60; row++) {
      examples.add(ExampleResults.random(new Random(row), row));
    }
    write(examples);

    for (Path file : files()) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        assertEquals(
            List.of(
                "id",
                "model",
                "reference",
                "kind",
                "mode",
                "k",
                "prediction",
                "objects",
                "predicted",
                "neighbours",
                "distances",
                "precision",
                "recall",
                "hits",
                "predictedReference",
                "neighboursReference",
                "distancesReference",
                "precisionReference",
                "recallReference",
                "hitsReference"),
            reader.getFileMetaData().getSchema().getFields().stream().map(Type::getName).toList());
        Map<String, ColumnChunkMetaData> columns = new HashMap<>();
        for (ColumnChunkMetaData column : reader.getFooter().getBlocks().get(0).getColumns()) {
          assertEquals(CompressionCodecName.ZSTD, column.getCodec());
          columns.put(column.getPath().toDotString(), column);
        }
        // "list.element" is how the format's specification lays out a list.
        assertTrue(columns.get("predicted.list.element").hasDictionaryPage());
        assertFalse(columns.get("neighbours.list.element").hasDictionaryPage());
        assertFalse(columns.get("distancesReference.list.element").hasDictionaryPage());
      }
    }
  }

  @Test
  void aStudyWithoutExamplesHasNoRows() throws IOException {
    write(List.of());

    for (Path file : files()) {
      assertEquals(List.of(), read(file));
    }
  }

  /** Runs the step, and checks that it names the files that it wrote and left nothing else. */
  private void write(List<ExampleResult> examples) throws IOException {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> names =
        pipeline
            .apply(Create.of(examples).withCoder(ExampleResultCoder.of()))
            .apply(ExamplesParquet.to(output.toString()));
    boolean expected = !examples.isEmpty();
    PAssert.that(names)
        .satisfies(
            found -> {
              for (String name : found) {
                assertTrue(Files.exists(Path.of(name)), name);
              }
              assertEquals(expected, found.iterator().hasNext());
              return null;
            });
    pipeline.run().waitUntilFinish();
    try (Stream<Path> all = Files.walk(output)) {
      Set<Path> folders = Set.of(output, output.resolve("examples"));
      assertEquals(files(), all.filter(path -> !folders.contains(path)).sorted().toList());
    }
  }

  private List<Path> files() throws IOException {
    Path folder = output.resolve("examples");
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("examples-\\d+-of-\\d+\\.parquet"))
          .sorted()
          .toList();
    }
  }

  private static List<GenericRecord> read(Path file) throws IOException {
    List<GenericRecord> rows = new ArrayList<>();
    try (ParquetReader<GenericRecord> reader =
        AvroParquetReader.<GenericRecord>builder(new LocalInputFile(file)).build()) {
      for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static void assertRow(ExampleResult example, GenericRecord row) {
    Comparison comparison = example.comparison();
    assertEquals(example.id(), row.get("id").toString());
    assertEquals(comparison.model(), row.get("model").toString());
    assertEquals(comparison.reference(), row.get("reference").toString());
    assertEquals(comparison.kind().label(), row.get("kind").toString());
    assertEquals(comparison.mode().label(), row.get("mode").toString());
    assertEquals(comparison.k(), row.get("k"));
    assertEquals(comparison.objects(), row.get("prediction").toString());
    assertEquals(example.objects(), strings(row, "objects"));
    assertRetrieved(example.model(), row, "");
    assertRetrieved(example.reference(), row, "Reference");
  }

  private static void assertRetrieved(RetrievedObjects expected, GenericRecord row, String suffix) {
    assertEquals(expected.predicted(), strings(row, "predicted" + suffix));
    assertEquals(expected.neighbours(), strings(row, "neighbours" + suffix));
    assertEquals(expected.distances(), row.get("distances" + suffix));
    assertEquals(expected.precision(), row.get("precision" + suffix));
    assertEquals(expected.recall(), row.get("recall" + suffix));
    assertEquals(expected.hits(), row.get("hits" + suffix));
  }

  private static List<String> strings(GenericRecord row, String column) {
    return ((List<?>) row.get(column)).stream().map(Object::toString).toList();
  }
}
