package io.github.dejavubeam.transforms.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class BusyTimeTest {

  private long now;
  private final BusyTime busy = new BusyTime(() -> now);

  @Test
  void whatHappensAtOnceCountsOnce() {
    busy.begin();
    now = 10;
    busy.begin();
    now = 30;
    busy.end();
    now = 40;
    busy.end();
    now = 100;
    assertEquals(40, busy.take());
  }

  @Test
  void whatIsTakenIsNotTakenAgainThoughItGoesOn() {
    busy.begin();
    now = 10;
    assertEquals(10, busy.take());
    now = 15;
    busy.end();
    assertEquals(5, busy.take());
    assertEquals(0, busy.take());
  }
}
