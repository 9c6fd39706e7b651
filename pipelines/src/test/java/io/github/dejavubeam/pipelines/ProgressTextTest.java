package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.transforms.progress.Stage;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

  @Test
  void aStageAtWorkSaysHowFarHowFastAndHowLongYet() {
    assertEquals(
        "embed target: 1.5 MB (15 %), 750 kB/s, 11 s left",
        ProgressText.working(
            new Stage.Snapshot("embed target", "bytes", 1_500_000, 10_000_000, 2)));
    assertEquals(
        "search: 12,000 pairs (50 %), 6,000 pairs/s, 2 s left",
        ProgressText.working(new Stage.Snapshot("search", "pairs", 12_000, 24_000, 2)));
  }

  @Test
  void stepsSayWhatTheThreadsAtWorkWouldGetDoneWithoutTheOthers() {
    TreeMap<String, Stage.Spent> steps =
        new TreeMap<>(
            Map.of(
                "decode", new Stage.Spent(1_000_000_000L, 800),
                "model clip/image", new Stage.Spent(3_000_000_000L, 800)));
    // Two threads for two seconds: 400 examples a second.
    assertEquals(
        "embed target: 1.5 MB, 750 kB/s; decode 1,600/s, model clip/image 533/s; models busy 95 %",
        ProgressText.working(
            new Stage.Snapshot("embed target", "bytes", 1_500_000, 0, 2, steps, 0.951)));
  }

  @Test
  void whatIsNotKnownIsNotSaid() {
    assertEquals(
        "embed target: 0 kB (0 %)",
        ProgressText.working(new Stage.Snapshot("embed target", "bytes", 0, 10, 2)));
    assertEquals(
        "score: 8 examples, 4 examples/s",
        ProgressText.working(new Stage.Snapshot("score", "examples", 8, 0, 2)));
  }

  @Test
  void largeAmountsAreShortened() {
    assertEquals(
        "search: 25.0 M pairs in 2.5 s",
        ProgressText.done(new Stage.Snapshot("search", "pairs", 25_000_000, 0, 2.5)));
    assertEquals(
        "search: 12.5 G pairs in 60.0 s",
        ProgressText.done(new Stage.Snapshot("search", "pairs", 12_500_000_000L, 0, 60)));
    assertEquals(
        "embed public: 31.0 GB in 60.0 s",
        ProgressText.done(new Stage.Snapshot("embed public", "bytes", 31_000_000_000L, 0, 60)));
  }

  @Test
  void timesAreReadAtAGlance() {
    assertEquals("59 s", ProgressText.time(59.4));
    assertEquals("1:05 min", ProgressText.time(65));
    assertEquals("2:03 h", ProgressText.time(2 * 3600 + 3 * 60 + 9));
  }
}
