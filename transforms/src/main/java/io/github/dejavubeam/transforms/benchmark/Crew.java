package io.github.dejavubeam.transforms.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A fixed set of threads that do one kind of work at a time, and wait for each other after it. */
final class Crew implements AutoCloseable {

  private final List<ExecutorService> members = new ArrayList<>();

  Crew(int size) {
    for (int member = 0; member < size; member++) {
      String name = "benchmark-" + member;
      members.add(
          Executors.newSingleThreadExecutor(
              work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
              }));
    }
  }

  int size() {
    return members.size();
  }

  /**
   * Lets every member do its part, each always on the same thread.
   *
   * @param work is given the number of the member
   * @return wall time in nanoseconds from the start of the first to the end of the last
   */
  long run(IntConsumer work) {
    long start = System.nanoTime();
    List<Future<?>> parts = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      int number = member;
      parts.add(members.get(member).submit(() -> work.accept(number)));
    }
    for (Future<?> part : parts) {
      await(part);
    }
    return System.nanoTime() - start;
  }

  private static void await(Future<?> part) {
    try {
      part.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a thread of the benchmark failed: " + e.getCause(), e);
    }
  }

  @Override
  public void close() {
    members.forEach(ExecutorService::shutdownNow);
  }
}
