package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MiniLmTest {

  @Test
  void sentencesOfLikeMeaningAreNearerThanOthers(@TempDir Path directory) {
    ModelDirectory model = MiniLm.open(directory);
    assertEquals(384, model.textEncoder().dimension());

    float[][] vectors =
        Embeddings.texts(
            model.textEncoder(),
            4,
            1,
            List.of(
                "a cat sleeps on the sofa",
                "a kitten naps on a couch",
                "quarterly earnings of the bank fell",
                "the bank's profit went down this quarter"));

    double cats = Embeddings.cosine(vectors[0], vectors[1]);
    double banks = Embeddings.cosine(vectors[2], vectors[3]);
    for (int cat = 0; cat < 2; cat++) {
      for (int bank = 2; bank < 4; bank++) {
        assertTrue(Math.min(cats, banks) > 0.3 + Embeddings.cosine(vectors[cat], vectors[bank]));
      }
    }
  }
}
