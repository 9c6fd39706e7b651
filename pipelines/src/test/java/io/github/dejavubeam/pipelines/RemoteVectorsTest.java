package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors that were made before, in a folder that is not on this machine. */
class RemoteVectorsTest {

  @TempDir Path folder;

  @BeforeEach
  void storeVectors() throws IOException {
    GivenVectorsTest.store(folder.resolve("target"), 4, 4, "digest");
    GivenVectorsTest.store(folder.resolve("public"), 4, 4, "digest");
  }

  @Test
  void aStudyOfThemIsThatOfTheSameVectorsHere() throws IOException {
    String local = summary("local", Path::toString);
    // No block fits into this cache, and a slash at the end is not part of a name.
    assertEquals(
        local, summary("remote", path -> RemoteFiles.name(path) + "/", "--blockCacheBytes=1"));
  }

  @Test
  void aBlockThatIsGoneIsMissed() throws IOException {
    Files.delete(folder.resolve("public/clip.text/block.arrow"));
    StudyRun run = StudyRun.of(args("study", RemoteFiles::name));
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    assertTrue(run.err().contains("--publicVectors=remote:"), run.err());
    assertTrue(run.err().contains("holds no complete vectors of clip.text"), run.err());
  }

  private String summary(String study, Function<Path, String> place, String... more)
      throws IOException {
    StudyRun.complete(args(study, place), more);
    return Files.readString(folder.resolve(study).resolve("summary.json"));
  }

  private List<String> args(String study, Function<Path, String> place) {
    return List.of(
        "vlm",
        "--parallelism=1",
        "--model=clip",
        "--reference=other",
        "--k=1",
        "--examples=false",
        "--targetVectors=" + place.apply(folder.resolve("target")),
        "--publicVectors=" + place.apply(folder.resolve("public")),
        "--output=" + folder.resolve(study));
  }
}
