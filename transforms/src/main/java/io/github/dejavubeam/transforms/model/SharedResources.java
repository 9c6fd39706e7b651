package io.github.dejavubeam.transforms.model;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Things that are dear to open, opened once for all who use them at the same time and closed when
 * the last of them is done.
 */
final class SharedResources<K, V> {

  private final ConcurrentMap<K, Entry<V>> entries = new ConcurrentHashMap<>();
  private final Consumer<V> closer;

  SharedResources(Consumer<V> closer) {
    this.closer = closer;
  }

  /** Opens the thing of that key, or shares it if it is open; what opening throws is passed on. */
  Lease lease(K key, Supplier<V> opener) {
    Entry<V> entry =
        entries.compute(
            key,
            (k, open) ->
                open == null
                    ? new Entry<>(opener.get(), 1)
                    : new Entry<>(open.value, open.users + 1));
    return new Lease(key, entry.value);
  }

  private void release(K key) {
    entries.computeIfPresent(
        key,
        (k, open) -> {
          if (open.users > 1) {
            return new Entry<>(open.value, open.users - 1);
          }
          closer.accept(open.value);
          return null;
        });
  }

  private record Entry<V>(V value, int users) {}

  /** The right to use a thing until closed. */
  final class Lease implements AutoCloseable {

    private final K key;
    private final V value;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(K key, V value) {
      this.key = key;
      this.value = value;
    }

    V value() {
      return value;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release(key);
      }
    }
  }
}
