package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchNaiveBayesTest {

  @Test
  void examplesAreLearnedAndPredicted() {
    StudyRun run =
        StudyRun.complete(
            List.of("bench", "naive-bayes"),
            "--rows=500",
            "--classes=7",
            "--tags=90",
            "--threads=3");

    assertTrue(run.out().contains("learned from 500 examples"), run.out());
    assertTrue(run.out().contains("7 classes"), run.out());
    assertEquals(7, run.out().lines().count(), run.out());
  }

  @Test
  void sizesBelowOneAreRefused() {
    StudyRun run = StudyRun.of(List.of("bench", "naive-bayes", "--classes=0"));

    assertEquals(Dejavu.USAGE, run.exitCode());
    assertTrue(run.err().contains("--classes=0"), run.err());
  }
}
