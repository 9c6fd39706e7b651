package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchAggregateTest {

  @TempDir Path folder;

  @Test
  void scoresBecomeSummaryTablesAndReport() throws IOException {
    StudyRun run =
        StudyRun.complete(
            List.of("bench", "aggregate"),
            "--rows=500",
            "--comparisons=2",
            "--parallelism=1",
            "--output=" + folder);

    assertTrue(
        run.out().contains("aggregated 500 target and 50 control examples in 2 comparisons"),
        run.out());
    JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
    assertEquals(500, summary.at("/counts/target/scored").asInt());
    assertEquals(50, summary.at("/comparisons/1/control/n").asInt());
    assertTrue(Files.readString(folder.resolve("tables/slices.csv")).contains(",unnamed,"));
    assertTrue(Files.size(folder.resolve("report.html")) > 1_000_000, "charts and all");
  }

  @Test
  void sizesBelowOneAreRefused() {
    StudyRun run = StudyRun.of(List.of("bench", "aggregate", "--comparisons=0"));

    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("--comparisons=0"), run.err());
  }
}
