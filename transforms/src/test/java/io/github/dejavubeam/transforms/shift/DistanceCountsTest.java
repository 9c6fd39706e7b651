package io.github.dejavubeam.transforms.shift;

import static org.hamcrest.CoreMatchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.values.KV;
import org.apache.commons.statistics.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;

class DistanceCountsTest {

  @Test
  void agreesWithTheTestOnTheNumbersThemselves() {
    SplittableRandom random = new SplittableRandom(3);
    double[] target = random.doubles(400).map(x -> 4 * x).toArray();
    double[] control = random.doubles(300).map(x -> 4 * Math.pow(x, 1.2)).toArray();
    DistanceCounts counts = counts(target, control);

    var expected = KolmogorovSmirnovTest.withDefaults().test(target, control);

    // An example or two may share a bin with what it is compared to.
    assertEquals(expected.getStatistic(), counts.statistic(), 0.005);
    assertEquals(expected.getPValue(), counts.pValue(), 0.02);
  }

  @Test
  void fiveInAHundredEqualSetsSeemDifferentAtFivePercent() {
    SplittableRandom random = new SplittableRandom(4);
    int different = 0;
    for (int study = 0; study < 2000; study++) {
      DistanceCounts counts = counts(random.doubles(200).toArray(), random.doubles(100).toArray());
      different += counts.pValue() < 0.05 ? 1 : 0;
    }
    assertTrue(different <= 110 && different > 60, "of 2000: " + different);
  }

  @Test
  void isTheSameForDistancesOfAnyScale() {
    SplittableRandom random = new SplittableRandom(6);
    double[] target = random.doubles(200, 0.5, 1).toArray();
    double[] control = random.doubles(200, 0.6, 1.1).toArray();
    DistanceCounts small = counts(target, control);

    DistanceCounts large = counts(times(target, 4096), times(control, 4096));

    double expected = KolmogorovSmirnovTest.withDefaults().statistic(target, control);
    assertEquals(expected, small.statistic(), 0.02);
    assertEquals(small.statistic(), large.statistic());
  }

  private static double[] times(double[] distances, double factor) {
    return Arrays.stream(distances).map(distance -> factor * distance).toArray();
  }

  @Test
  void isTheSameForEverySharding() {
    SplittableRandom random = new SplittableRandom(5);
    List<KV<Boolean, Double>> distances = new ArrayList<>();
    DistanceCounts expected = new DistanceCounts();
    for (int i = 0; i < 40; i++) {
      double distance = random.nextDouble(-0.1, 4.1);
      distances.add(KV.of(i % 3 == 0, distance));
      expected.add(i % 3 == 0, distance);
    }

    CombineFnTester.testCombineFn(new DistanceCounts.Count(), distances, equalTo(expected));
  }

  @Test
  void isReadAsItWasWritten() throws Exception {
    DistanceCounts counts = counts(new double[] {0, 0.5, 4}, new double[] {2});
    DistanceCounts.CountsCoder coder = new DistanceCounts.CountsCoder();

    assertEquals(
        counts, CoderUtils.decodeFromByteArray(coder, CoderUtils.encodeToByteArray(coder, counts)));
  }

  @Test
  void nothingIsKnownWithoutAControl() {
    assertEquals(Double.NaN, counts(new double[] {1}, new double[0]).pValue());
  }

  private static DistanceCounts counts(double[] target, double[] control) {
    DistanceCounts counts = new DistanceCounts();
    for (double distance : target) {
      counts.add(false, distance);
    }
    for (double distance : control) {
      counts.add(true, distance);
    }
    return counts;
  }
}
