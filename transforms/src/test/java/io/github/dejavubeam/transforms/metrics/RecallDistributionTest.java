package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.RecallShare;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecallDistributionTest {

  @Test
  void countsTheExamplesThatReachEachRecall() {
    RecallDistribution distribution = new RecallDistribution();
    distribution.add(ExampleScore.of("half", 2, 5, 1, 5, 2, 0.5));
    distribution.add(ExampleScore.of("third", 3, 5, 1, 5, 0, 0.5));

    List<RecallShare> shares = distribution.shares();

    assertEquals(101, shares.size());
    assertEquals(new RecallShare(0, 1, 1), shares.get(0));
    assertEquals(new RecallShare(0.33, 1, 0.5), shares.get(33));
    assertEquals(new RecallShare(0.34, 0.5, 0.5), shares.get(34));
    assertEquals(new RecallShare(0.5, 0.5, 0.5), shares.get(50));
    assertEquals(new RecallShare(1, 0, 0.5), shares.get(100));
  }

  @Test
  void theAreaBetweenTheDistributionsIsTheGapOfTheMeanRecalls() {
    PopulationGap gap = new PopulationGap();
    Scores.random(2000, new Random(21)).forEach(gap::add);

    double area =
        gap.recallDistribution().shares().stream()
            .skip(1)
            .mapToDouble(share -> (share.model() - share.reference()) / 100)
            .sum();

    assertEquals(gap.recallDifference().estimate().value(), area, 0.01);
  }

  @Test
  void withoutAnExampleThereIsNoPoint() {
    assertEquals(List.of(), new RecallDistribution().shares());
  }
}
