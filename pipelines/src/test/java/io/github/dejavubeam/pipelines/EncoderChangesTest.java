package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.dejavubeam.transforms.vectors.VectorFolder;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an option changes of how vectors are made is part of what is kept with them. */
class EncoderChangesTest {

  @TempDir Path folder;

  @Test
  void changedEncodersMakeOtherVectorsOfTheSameExamples() throws IOException {
    VectorFolder plain = embed("plain");
    VectorFolder changed = embed("changed", "--textPrefix=clip=a drawing of ", "--jpegScaling");

    for (String encoder : List.of("clip.image", "clip.text")) {
      VectorManifest before = VectorManifest.read(plain, encoder);
      VectorManifest after = VectorManifest.read(changed, encoder);
      assertEquals(before.rows(), after.rows());
      assertEquals(before.modelDigest(), after.modelDigest());
      assertNotEquals(before.preprocessingDigest(), after.preprocessingDigest());
    }
  }

  private VectorFolder embed(String name, String... options) {
    Path output = folder.resolve(name);
    String[] given = {
      "embed",
      "--input=" + StudyRun.SAMPLE.resolve("clipart/public"),
      "--model=clip=" + StudyRun.SAMPLE.resolve("models/mini-clip-a"),
      "--output=" + output
    };
    StudyRun.complete(List.of(given), options);
    return new VectorFolder(output.toString());
  }
}
