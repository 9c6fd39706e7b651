package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The benchmark as a user runs it, and what it refuses. */
class BenchRetrievalTest {

  @TempDir Path folder;

  private static List<String> small(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "bench",
                "retrieval",
                "--rows=3000",
                "--queries=20",
                "--k=7",
                "--threads=2",
                "--warmupSeconds=0"));
    args.addAll(List.of(more));
    return args;
  }

  private static JsonNode json(String... more) throws IOException {
    return new ObjectMapper()
        .readTree(StudyRun.complete(small(more), "--json", "--oracleQueries=20").out());
  }

  @Test
  void everyKindOfDataIsSearchedExactly() throws IOException {
    for (String data : List.of("gaussian", "clustered")) {
      JsonNode result = json("--dimension=24", "--data=" + data);
      assertRight(result, data, 24);
    }
  }

  @Test
  void realVectorsAreScaledUp() throws IOException {
    Path vectors = folder.resolve("vectors");
    StudyRun.complete(
        List.of("embed"),
        "--runner=DirectRunner",
        "--enforceImmutability=false",
        "--enforceEncodability=false",
        "--input=" + StudyRun.SAMPLE.resolve("clipart/public"),
        "--model=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
        "--output=" + vectors);
    JsonNode result =
        json(
            "--data=embeddings",
            "--vectors=" + vectors.resolve("mini-clip-a.image/"),
            "--queryVectors=" + vectors.resolve("mini-clip-a.text"));
    assertRight(result, "embeddings", result.get("dimension").intValue());
    refused(
        "--dimension",
        "--data=embeddings",
        "--vectors=" + vectors.resolve("mini-clip-a.image"),
        "--dimension=7");
  }

  private static void assertRight(JsonNode result, String data, int dimension) {
    List<String> names = new ArrayList<>();
    result.fieldNames().forEachRemaining(names::add);
    assertEquals(
        List.of(
            "rows",
            "queries",
            "dimension",
            "k",
            "threads",
            "engine",
            "data",
            "seed",
            "repeat",
            "wallSeconds",
            "wallSecondsMin",
            "cpuSeconds",
            "cpuSecondsMin",
            "packCpuSeconds",
            "gflops",
            "rowsPerSecond",
            "peakResidentBytes",
            "oracleQueries",
            "recall",
            "identical"),
        names);
    assertEquals(3000, result.get("rows").longValue());
    assertEquals(20, result.get("queries").intValue());
    assertEquals(dimension, result.get("dimension").intValue());
    assertEquals(7, result.get("k").intValue());
    assertEquals(data, result.get("data").textValue());
    assertTrue(result.get("cpuSeconds").doubleValue() > 0);
    double gflops = 2.0 * 3000 * 20 * dimension / result.get("cpuSeconds").doubleValue() / 1e9;
    assertEquals(gflops, result.get("gflops").doubleValue(), gflops * 1e-9);
    assertEquals(1, result.get("recall").doubleValue());
    assertTrue(result.get("identical").booleanValue());
  }

  @Test
  void aTableIsPrintedForPeople() {
    String table = StudyRun.complete(small("--dimension=8", "--repeat=3")).out();
    assertTrue(table.contains("20 queries, 3,000 rows, 8 components, k = 7, 2 threads"), table);
    assertTrue(table.contains("least of 3"), table);
    assertTrue(table.contains("1.0 on 20 queries, ids and order identical"), table);
  }

  @Test
  void theDumpIsWhatAPeerNeeds() throws IOException {
    Path dump = folder.resolve("dump");
    StudyRun.complete(small("--dimension=8", "--dump=" + dump));
    assertEquals(3000 * 8 * 4, Files.size(dump.resolve("rows.f32")));
    assertEquals(20 * 8 * 4, Files.size(dump.resolve("queries.f32")));
    assertEquals(20 * 7 * 8, Files.size(dump.resolve("neighbours.i64")));
    assertEquals(
        new ObjectMapper().readTree("{\"rows\":3000,\"queries\":20,\"dimension\":8,\"k\":7}"),
        new ObjectMapper().readTree(dump.resolve("shape.json").toFile()));
    byte[] before = Files.readAllBytes(dump.resolve("rows.f32"));
    refused("--dump", "--dimension=8", "--seed=2", "--dump=" + dump);
    assertArrayEquals(before, Files.readAllBytes(dump.resolve("rows.f32")));
  }

  @Test
  void wrongOptionsAreNamedWithTheirMend() {
    refused("--dimension is missing");
    refused("--dimension=0: give a number from 1", "--dimension=0");
    refused("choose from gaussian, clustered, embeddings", "--dimension=8", "--data=uniform");
    refused("--data=embeddings needs --vectors", "--data=embeddings");
    refused("make it with dejavu embed", "--data=embeddings", "--vectors=" + folder);
    refused("make it with dejavu embed", "--data=embeddings", "--vectors=/");
    refused("need --data=embeddings", "--dimension=8", "--vectors=" + folder);
    refused("no engine 'warp': choose from", "--dimension=8", "--engine=warp");
    refused("--threads=0", "--dimension=8", "--threads=0");
    refused("--k=0", "--dimension=8", "--k=0");
    refused("--blockRows=0", "--dimension=8", "--blockRows=0");
    refused("--blockRows", "--dimension=30000", "--rows=10000000", "--blockRows=10000000");
    refused("-Xmx", "--dimension=30000", "--rows=10000000", "--blockRows=70000");
    refused("--repeat=0", "--dimension=8", "--repeat=0");
    refused("--warmupSeconds=-1.0", "--dimension=8", "--warmupSeconds=-1");
    refused("--oracleQueries=-1", "--dimension=8", "--oracleQueries=-1");
    refused("--dataBytes=-1", "--dimension=8", "--dataBytes=-1");
    refused("--queries=many is not of type Integer", "--dimension=8", "--queries=many");
    refused("no option --parallelism", "--dimension=8", "--parallelism=2");
    refused("Did you mean --threads", "--dimension=8", "--thread=2");
  }

  @Test
  void requiredOptionsAreNamed() {
    StudyRun run = StudyRun.of(List.of("bench", "retrieval", "--queries=3", "--dimension=8"));
    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("--rows"), run.err());
  }

  @Test
  void theVerbAsksForItsSubject() {
    assertEquals(Dejavu.USAGE, StudyRun.of(List.of("bench")).exitCode());
    StudyRun unknown = StudyRun.of(List.of("bench", "weather"));
    assertEquals(Dejavu.USAGE, unknown.exitCode());
    assertTrue(unknown.err().contains("no subject 'weather'"), unknown.err());
    assertTrue(unknown.err().contains("bench retrieval"), unknown.err());
    StudyRun help = StudyRun.of(List.of("bench", "--help"));
    assertEquals(Dejavu.COMPLETE, help.exitCode());
    assertTrue(help.out().contains("bench retrieval"), help.out());
  }

  @Test
  void helpNamesEveryOptionAndNoRunner() {
    StudyRun help = StudyRun.of(List.of("bench", "retrieval", "--help"));
    assertEquals(Dejavu.COMPLETE, help.exitCode());
    DeclaredOptions.of(BenchRetrievalOptions.class)
        .keySet()
        .forEach(option -> assertTrue(help.out().contains("--" + option + "="), option));
    assertTrue(!help.out().contains("--runner"), help.out());
  }

  private static void refused(String named, String... options) {
    List<String> args = small();
    for (String option : options) {
      String name = option.substring(0, option.indexOf('=') + 1);
      args.removeIf(arg -> arg.startsWith(name));
      args.add(option);
    }
    StudyRun run = StudyRun.of(args);
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains(named), run.err());
    assertEquals("", run.out());
  }
}
