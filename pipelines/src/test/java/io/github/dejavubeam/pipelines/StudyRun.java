package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a verb as a user would, in this process. */
record StudyRun(int exitCode, String out, String err) {

  /** The embedded sample, assembled by the build. */
  static final Path SAMPLE = Path.of(System.getProperty("dejavu.sample"));

  /** A study of the sample's captions, as small as one can be. */
  static final List<String> SMALL =
      List.of(
          "sample",
          "--tests=vlm",
          "--parallelism=1",
          "--reference=" + SAMPLE.resolve("models/mini-clip-b"),
          "--mode=t2t",
          "--k=1",
          "--objects=all",
          "--memorizedFractions=0.1",
          "--examples=false");

  static StudyRun of(List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Dejavu.run(
            args.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new StudyRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A run that must complete; its arguments in two parts for the caller's ease. */
  static StudyRun complete(List<String> args, String... more) {
    List<String> all = new ArrayList<>(args);
    all.addAll(List.of(more));
    StudyRun run = of(all);
    assertEquals(Dejavu.COMPLETE, run.exitCode(), run.err());
    return run;
  }
}
