package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.vectors.BlockRows;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import io.github.dejavubeam.transforms.vectors.VectorBlockWriter;
import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study on float16 vectors, beside one on float32 vectors. */
class VectorTypeTest {

  private static final List<String> OPTIONS =
      List.of("--parallelism=1", "--mode=t2i", "--k=1,10", "--objects=all", "--examples=false");

  @TempDir static Path folder;
  private static Path study;
  private static String float32;
  private static String float16;

  @BeforeAll
  static void runOnBothTypes() throws IOException {
    study = folder.resolve("study");
    float32 =
        summary(
            folder.resolve("plain"),
            "sample",
            "--tests=vlm",
            "--reference=" + model("mini-clip-b"));
    float16 =
        summary(
            study,
            "sample",
            "--tests=vlm",
            "--vectorType=float16",
            "--reference=" + model("mini-clip-b"));
  }

  @Test
  void vectorsAreOfTheTypeAskedFor() throws IOException {
    VectorFolder vectors = new VectorFolder(study.resolve("vectors/public").toString());
    VectorManifest manifest = VectorManifest.read(vectors, "mini-clip-a.image");
    assertEquals("float16", manifest.vectorType());
    for (VectorManifest.Block block : manifest.blocks()) {
      VectorBlockFile file =
          VectorBlockFile.open(Path.of(vectors.block(manifest.encoder(), block.name())));

      assertEquals(VectorType.FLOAT16, file.type());
    }
  }

  @Test
  void roundingHardlyChangesTheGaps() throws IOException {
    JsonNode expected = new ObjectMapper().readTree(float32).get("comparisons");
    JsonNode actual = new ObjectMapper().readTree(float16).get("comparisons");
    assertEquals(2, actual.size());
    for (int i = 0; i < 2; i++) {
      for (String gap : List.of("/ppg/value", "/prg/value", "/aucg/value")) {
        // It swaps neighbours that are about as near, which may change a few of the 200 examples.
        assertEquals(expected.get(i).at(gap).asDouble(), actual.get(i).at(gap).asDouble(), 0.02);
      }
    }
  }

  @Test
  void distancesAreThoseOfTheRoundedVectors() throws IOException {
    for (String split : List.of("target", "public", "control")) {
      try (var encoders = Files.list(study.resolve("vectors").resolve(split))) {
        for (Path encoder : encoders.toList()) {
          copyAsFloat32(encoder, folder.resolve(split));
        }
      }
    }
    assertEquals(
        float16,
        summary(
            folder.resolve("float32"),
            "vlm",
            "--model=mini-clip-a",
            "--reference=mini-clip-b",
            "--minScore=1",
            "--controlVectors=" + folder.resolve("control"),
            "--targetVectors=" + folder.resolve("target"),
            "--publicVectors=" + folder.resolve("public")));
  }

  private static Path model(String name) {
    return StudyRun.SAMPLE.resolve("models").resolve(name);
  }

  /** Runs a study and gives its summary. */
  private static String summary(Path output, String... args) throws IOException {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--output=" + output);
    StudyRun.complete(all, OPTIONS.toArray(String[]::new));
    return Files.readString(output.resolve("summary.json"));
  }

  /** Copies an encoder's folder; of the labels, those of score 1. */
  private static void copyAsFloat32(Path encoder, Path target) throws IOException {
    String key = encoder.getFileName().toString();
    VectorFolder from = new VectorFolder(encoder.getParent().toString());
    VectorFolder to = new VectorFolder(target.toString());
    VectorManifest manifest = VectorManifest.read(from, key);
    Files.createDirectories(target.resolve(key));
    for (VectorManifest.Block block : manifest.blocks()) {
      VectorBlockFile file = VectorBlockFile.open(Path.of(from.block(key, block.name())));
      try (FileChannel out =
          FileChannel.open(
              Path.of(to.block(key, block.name())),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.WRITE)) {
        float[] vectors = new float[file.rows() * file.dimension()];
        file.copyRows(0, file.rows(), vectors, 0);
        VectorBlockWriter.write(out, rows(file), vectors, file.dimension(), VectorType.FLOAT32);
      }
    }
    new VectorManifest(
            manifest.version(),
            key,
            manifest.modelDigest(),
            manifest.preprocessingDigest(),
            manifest.dimension(),
            "float32",
            manifest.normalized(),
            manifest.batchSize(),
            manifest.device(),
            manifest.read(),
            manifest.skipped(),
            manifest.rows(),
            manifest.blocks())
        .write(to);
  }

  private static BlockRows rows(VectorBlockFile file) {
    BlockRows rows = new BlockRows();
    for (int row = 0; row < file.rows(); row++) {
      List<LabelledObject> objects = new ArrayList<>();
      file.forEachLabel(row, 1, label -> objects.add(LabelledObject.of(label, 1)));
      rows.add(
          new BlockRows.Row(
              file.id(row),
              file.imageHash(row),
              file.captionHash(row),
              file.exampleHash(row),
              objects));
    }
    return rows;
  }
}
