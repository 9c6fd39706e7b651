package io.github.dejavubeam.transforms.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Estimate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignedChangeTest {

  /** 97.5 % point of Student's t with 9 degrees of freedom, from tables. */
  private static final double T9 = 2.262157;

  @Test
  void theDifferenceIsThatOfThePairedTTest() {
    SignedChange change = new SignedChange();
    int[] before = {1, 1, 0, -1, 0, 1, 0, 0, -1, 1};
    int[] after = {1, 0, 0, 1, 0, 1, 1, -1, -1, 1};
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < 10; i++) {
      change.addBoth(before[i], after[i]);
      sum += after[i] - before[i];
      squares += (after[i] - before[i]) * (after[i] - before[i]);
    }

    ChangeResult.Change result = change.result();

    double half = T9 * Math.sqrt((squares - sum * sum / 10) / 9 / 10);
    assertEquals(0.2, result.first().value());
    assertEquals(0.3, result.second().value());
    assertEquals(sum / 10, result.difference().value(), 1e-15);
    assertEquals(sum / 10 - half, result.difference().low(), 1e-6);
    assertEquals(sum / 10 + half, result.difference().high(), 1e-6);
  }

  @Test
  void onlySharedExamplesMakeTheDifferenceWhereThereAreAny() {
    SignedChange change = new SignedChange();
    change.addBoth(0, 1);
    change.addBoth(1, 1);
    change.addFirst(-1);
    change.addSecond(-1);
    change.addSecond(-1);

    ChangeResult.Change result = change.result();

    assertEquals(3, change.nFirst());
    assertEquals(4, change.nSecond());
    assertEquals(2, change.shared());
    assertEquals(0, result.first().value());
    assertEquals(0, result.second().value());
    assertEquals(0.5, result.difference().value());
  }

  @Test
  void withoutASharedExampleItIsWelchsTest() {
    SignedChange change = new SignedChange();
    for (int i = 0; i < 12; i++) {
      change.addFirst(i % 3 - 1);
      change.addSecond(i % 2);
    }

    Estimate difference = change.result().difference();

    assertEquals(SignedShare.of(12, 6, 0).minus(SignedShare.of(12, 4, 4)), difference);
    assertEquals(0.5, difference.value());
  }

  @Test
  void isTheSameInAnyOrderAndWhenItWasWritten() throws Exception {
    Random random = new Random(1);
    SignedChange whole = new SignedChange();
    SignedChange even = new SignedChange();
    SignedChange odd = new SignedChange();
    for (int i = 0; i < 50; i++) {
      int before = random.nextInt(3) - 1;
      int after = random.nextInt(3) - 1;
      whole.addBoth(before, after);
      (i % 2 == 0 ? even : odd).addBoth(before, after);
    }
    odd.merge(even);
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    odd.write(written);

    assertEquals(whole, odd);
    assertEquals(whole, SignedChange.read(new ByteArrayInputStream(written.toByteArray())));
  }
}
