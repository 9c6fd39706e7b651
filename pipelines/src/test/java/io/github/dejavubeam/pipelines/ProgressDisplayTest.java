package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.transforms.progress.Stage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @BeforeEach
  @AfterEach
  void forget() {
    Stage.forgetAll();
  }

  @Test
  void theLiveLineLeavesTheLastColumnFree() {
    Stage.of("embed a set with a long name", "bytes").add(0);
    Stage.of("embed another", "bytes").add(0);
    display(100).show(false);
    display(40).show(false);

    String whole = "0 s | embed a set with a long name: 0 kB | embed another: 0 kB";
    assertEquals(List.of(whole, whole.substring(0, 39)), lines());
  }

  @Test
  void aFinishedStageKeepsItsLineOnce() {
    Stage.of("search", "pairs").expect(7);
    Stage.of("search", "pairs").add(7);
    ProgressDisplay display = display(80);
    display.show(false);
    display.show(false);

    assertEquals(
        List.of("search: 7 pairs in 0.0 s\n", "running for 0 s", "running for 0 s"), lines());
  }

  @Test
  void nothingIsLeftLiveAtTheEnd() {
    Stage.of("score", "examples").add(3);
    ProgressDisplay display = display(80);
    display.show(true);

    assertEquals(List.of("score: 3 examples in 0.0 s\n", ""), lines());
  }

  private ProgressDisplay display(int columns) {
    return new ProgressDisplay(new PrintStream(bytes, true, StandardCharsets.UTF_8), columns);
  }

  /** What was written between two clearings of the line. */
  private List<String> lines() {
    String[] lines = bytes.toString(StandardCharsets.UTF_8).split("\r\u001b\\[K", -1);
    return Arrays.stream(lines).skip(1).toList();
  }
}
