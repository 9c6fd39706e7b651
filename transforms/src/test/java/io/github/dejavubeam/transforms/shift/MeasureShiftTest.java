package io.github.dejavubeam.transforms.shift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.schemas.Mode;
import io.github.dejavubeam.schemas.ShiftResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class MeasureShiftTest {

  private static final List<MeasureShift.Space> SPACES =
      List.of(new MeasureShift.Space("minilm", Mode.T2T));

  @Test
  void aControlDrawnLikeTheTargetIsNotShifted(TestPipeline pipeline) {
    PAssert.thatSingleton(shift(pipeline, 0.3, 0))
        .satisfies(
            shift -> {
              assertFalse(shift.shifted(), shift.toString());
              assertEquals(2, shift.labels());
              assertEquals("minilm", shift.distances().get(0).reference());
              return null;
            });
    pipeline.run();
  }

  @Test
  void otherLabelsAreAShift(TestPipeline pipeline) {
    PAssert.thatSingleton(shift(pipeline, 0.7, 0))
        .satisfies(
            shift -> {
              assertTrue(shift.shifted(), shift.toString());
              assertTrue(shift.labelPValue() < 1e-6, shift.toString());
              assertTrue(shift.distances().get(0).pValue() > 0.01, shift.toString());
              assertTrue(Math.abs(shift.targetShare() - shift.controlShare()) > 0.3);
              return null;
            });
    pipeline.run();
  }

  @Test
  void otherDistancesAreAShift(TestPipeline pipeline) {
    PAssert.thatSingleton(shift(pipeline, 0.3, 0.3))
        .satisfies(
            shift -> {
              assertTrue(shift.shifted(), shift.toString());
              assertTrue(shift.labelPValue() > 0.01, shift.toString());
              assertEquals(0.3, shift.distances().get(0).statistic(), 0.1);
              return null;
            });
    pipeline.run();
  }

  @Test
  void withoutASpaceLabelsAreCompared(TestPipeline pipeline) {
    PAssert.thatSingleton(shift(pipeline, 0.7, 0, List.of()))
        .satisfies(
            shift -> {
              assertTrue(shift.shifted(), shift.toString());
              assertTrue(shift.distances().isEmpty());
              assertEquals(0.7, Math.max(shift.controlShare(), 1 - shift.controlShare()), 0.1);
              return null;
            });
    pipeline.run();
  }

  private static PCollection<ShiftResult> shift(
      TestPipeline pipeline, double controlDogs, double controlFarther) {
    return shift(pipeline, controlDogs, controlFarther, SPACES);
  }

  /** 600 target and 300 control examples of one label each, dog or cat. */
  private static PCollection<ShiftResult> shift(
      TestPipeline pipeline,
      double controlDogs,
      double controlFarther,
      List<MeasureShift.Space> spaces) {
    SplittableRandom random = new SplittableRandom(7);
    List<KV<String, SetCounts>> labels = new ArrayList<>();
    List<KV<Integer, KV<Boolean, Double>>> distances = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      boolean control = i >= 600;
      boolean dog = random.nextDouble() < (control ? controlDogs : 0.3);
      labels.add(KV.of(dog ? "dog" : "cat", SetCounts.one(control)));
      spaces.forEach(
          space ->
              distances.add(
                  KV.of(0, KV.of(control, random.nextDouble() + (control ? controlFarther : 0)))));
    }
    return MeasureShift.of(
        pipeline.apply(
            "All labels",
            Create.of(labels)
                .withCoder(KvCoder.of(StringUtf8Coder.of(), new SetCounts.SetCountsCoder()))),
        pipeline.apply(
            "All distances",
            Create.of(distances)
                .withCoder(
                    KvCoder.of(VarIntCoder.of(), KvCoder.of(BooleanCoder.of(), DoubleCoder.of())))),
        spaces);
  }
}
