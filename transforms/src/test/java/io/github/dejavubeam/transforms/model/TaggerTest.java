package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.schemas.LabelledObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaggerTest {

  @Test
  void tagsAreThoseWhoseSigmoidReachesTheirThreshold() {
    Tagger tagger = new Tagger("t.image", List.of("sea", "sky", "sand"), List.of(0.5, 0.5, 0.9));

    assertEquals(List.of(LabelledObject.of("sea", 0.5)), tagger.tags(new float[] {0, -0.01f, 2}));
  }

  @Test
  void everyTagNeedsAThresholdFromZeroToOne() {
    for (List<Double> wrong : List.of(List.of(0.5), List.of(0.5, 1.5), List.of(0.5, Double.NaN))) {
      assertThrows(IllegalArgumentException.class, () -> new Tagger("t", List.of("a", "b"), wrong));
    }
  }
}
