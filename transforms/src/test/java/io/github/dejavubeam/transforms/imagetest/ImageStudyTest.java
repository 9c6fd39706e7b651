package io.github.dejavubeam.transforms.imagetest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.dejavubeam.transforms.vectors.EncoderPair;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ImageStudyTest {

  private static final Predictor.Neighbours A = new Predictor.Neighbours("a", "a.image");
  private static final Predictor.Neighbours B = new Predictor.Neighbours("b", "b.image");
  private static final Predictor.Neighbours Z = new Predictor.Neighbours("z", "z.image");

  @Test
  void modelsAreComparedWithReferencesInTheOrderOfTheirNames() {
    ImageStudy study = new ImageStudy(List.of(Z, A), List.of(new Predictor.Tags(2), B), 100);

    assertEquals(
        List.of(
            new ImageStudy.Pairing(1, 3),
            new ImageStudy.Pairing(1, 2),
            new ImageStudy.Pairing(0, 3),
            new ImageStudy.Pairing(0, 2)),
        study.pairings());
    assertEquals(
        List.of(
            new EncoderPair("z.image", "z.image"),
            new EncoderPair("a.image", "a.image"),
            new EncoderPair("b.image", "b.image")),
        study.searches());
    assertEquals(0b1000, study.secondModels());
  }

  @Test
  void aStudyNeedsAReferenceAndNamesThatDiffer() {
    assertThrows(IllegalArgumentException.class, () -> new ImageStudy(List.of(A), List.of(), 100));
    assertThrows(IllegalArgumentException.class, () -> new ImageStudy(List.of(A), List.of(A), 100));
    assertThrows(IllegalArgumentException.class, () -> new ImageStudy(List.of(A), List.of(B), 0));
  }

  @Test
  void theSweepHasAHundredSharesFromATenthToOne() {
    List<Double> sweep = ImageStudy.sweep();

    assertEquals(100, new TreeSet<>(sweep).size());
    assertEquals(0.1, sweep.get(0));
    assertEquals(1, sweep.get(99));
    assertEquals(0.2, ImageStudy.fractions().get(0));
    assertEquals(0.05, ImageStudy.fractions().get(1));
  }
}
