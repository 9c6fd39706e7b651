package io.github.dejavubeam.transforms.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SharedResourcesTest {

  private final List<Object> closed = new ArrayList<>();
  private final SharedResources<String, Object> resources = new SharedResources<>(closed::add);

  @Test
  void usersAtTheSameTimeShareOneAndTheLastClosesIt() {
    SharedResources<String, Object>.Lease first = resources.lease("a", Object::new);
    SharedResources<String, Object>.Lease second = resources.lease("a", Object::new);
    assertSame(first.value(), second.value());

    first.close();
    first.close();
    assertEquals(List.of(), closed);
    second.close();
    assertEquals(List.of(first.value()), closed);

    try (SharedResources<String, Object>.Lease later = resources.lease("a", Object::new)) {
      assertNotSame(first.value(), later.value());
    }
  }

  @Test
  void keysDoNotShare() {
    try (SharedResources<String, Object>.Lease a = resources.lease("a", Object::new);
        SharedResources<String, Object>.Lease b = resources.lease("b", Object::new)) {
      assertNotSame(a.value(), b.value());
    }
    assertEquals(2, closed.size());
  }

  @Test
  void whatFailedToOpenIsTriedAgain() {
    assertThrows(
        IllegalStateException.class,
        () ->
            resources.lease(
                "a",
                () -> {
                  throw new IllegalStateException("broken");
                }));
    try (SharedResources<String, Object>.Lease lease = resources.lease("a", () -> "mended")) {
      assertEquals("mended", lease.value());
    }
  }
}
