package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of vectors that were made before: what does not belong together is refused at once. */
class GivenVectorsTest {

  @TempDir Path folder;
  private Path target;
  private Path publicSet;

  @BeforeEach
  void nameFolders() {
    target = folder.resolve("target");
    publicSet = folder.resolve("public");
  }

  @Test
  void vectorsOfDifferentLengthAreRefused() throws IOException {
    store(target, 4, 4, "digest");
    store(publicSet, 5, 5, "digest");
    assertRefused(
        "--targetVectors=" + target + " (4 components)",
        "--publicVectors=" + publicSet + " (5 components)",
        "embed both sets with one model directory");
  }

  @Test
  void vectorsOfOneLengthFromTwoModelsAreRefused() throws IOException {
    store(target, 4, 4, "digest");
    store(publicSet, 4, 4, "another digest");
    assertRefused(
        "--targetVectors=" + target,
        "--publicVectors=" + publicSet,
        "not made by the same model: embed both sets with one model directory");
  }

  @Test
  void aBlockOfOtherLengthThanItsManifestSaysIsRefused() throws IOException {
    store(target, 4, 4, "digest");
    store(publicSet, 4, 5, "digest");
    assertRefused(
        "--publicVectors=" + publicSet,
        "vectors of 5 components, but its manifest says 4",
        "make the vectors again with dejavu embed");
  }

  @Test
  void aBlockThatIsGoneIsMissed() throws IOException {
    store(target, 4, 4, "digest");
    store(publicSet, 4, 4, "digest");
    Files.delete(publicSet.resolve("clip.text/block.arrow"));
    assertRefused("--publicVectors=" + publicSet, "clip.text", "make them with dejavu embed");
  }

  @Test
  void theManifestTakesTheDigestOfAModelWithoutDirectoryFromItsVectors() throws IOException {
    store(target, 4, 4, "digest");
    store(publicSet, 4, 4, "digest");
    StudyRun.complete(args(), "--parallelism=1", "--k=1", "--examples=false");
    JsonNode models =
        new ObjectMapper().readTree(folder.resolve("study/manifest.json").toFile()).get("models");
    assertEquals(
        List.of("digest", "digest"),
        List.of(models.at("/0/digest").asText(), models.at("/1/digest").asText()));
  }

  /** One example as a model named clip, and a reference named other, might have embedded it. */
  static void store(Path root, int stated, int actual, String digest) throws IOException {
    BlockRows rows = new BlockRows();
    rows.add(
        new BlockRows.Row(
            "example", null, null, new byte[16], List.of(LabelledObject.of("cat", 1))));
    VectorFolder folder = new VectorFolder(root.toString());
    for (String encoder : List.of("clip.text", "clip.image", "other.text", "other.image")) {
      Files.createDirectories(root.resolve(encoder));
      try (FileChannel out =
          FileChannel.open(
              Path.of(folder.block(encoder, "block")),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        VectorBlockWriter.write(out, rows, new float[actual], actual, VectorType.FLOAT32);
      }
      new VectorManifest(
              VectorManifest.VERSION,
              encoder,
              digest,
              "preprocessing of " + encoder,
              stated,
              VectorType.FLOAT32.label(),
              true,
              32,
              "CPU",
              1,
              0,
              1,
              List.of(new VectorManifest.Block("block", "shard", 1, List.of())))
          .write(folder);
    }
  }

  private void assertRefused(String... said) {
    StudyRun run = StudyRun.of(args());
    assertEquals(Dejavu.USAGE, run.exitCode(), run.err());
    for (String words : said) {
      assertTrue(run.err().contains(words), run.err());
    }
  }

  private List<String> args() {
    return List.of(
        "vlm",
        "--model=clip",
        "--reference=other",
        "--mode=t2t",
        "--targetVectors=" + target,
        "--publicVectors=" + publicSet,
        "--output=" + folder.resolve("study"));
  }
}
