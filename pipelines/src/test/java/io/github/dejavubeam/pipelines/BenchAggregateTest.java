package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchAggregateTest {

  @Test
  void scoresAreAggregated() {
    StudyRun run =
        StudyRun.complete(
            List.of("bench", "aggregate"), "--rows=500", "--comparisons=2", "--parallelism=1");

    assertTrue(
        run.out().contains("aggregated 500 target and 50 control examples in 2 comparisons"),
        run.out());
  }

  @Test
  void sizesBelowOneAreRefused() {
    StudyRun run = StudyRun.of(List.of("bench", "aggregate", "--comparisons=0"));

    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("--comparisons=0"), run.err());
  }
}
