package io.github.dejavubeam.transforms.scaling;

/**
 * The machines of a study. Each runs one worker process, with a task for each core.
 *
 * @param workers machines
 * @param cores cores of each
 * @param gpus GPUs of each; with any, models and the comparing of vectors are theirs
 * @param networkBytesPerSecond what a machine reads from where the data lie, bytes a second
 * @param searchMemory bytes that a search task may hold, {@code --searchMemory}
 * @param blockCacheBytes bytes of copies of remote blocks on a machine, {@code --blockCacheBytes}
 */
public record Cluster(
    int workers,
    int cores,
    int gpus,
    double networkBytesPerSecond,
    long searchMemory,
    long blockCacheBytes) {

  private static final int MOST = 1_000_000;

  /**
   * Machines.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public Cluster {
    require("workers", workers, 1);
    require("cores", cores, 1);
    require("gpus", gpus, 0);
    if (!(networkBytesPerSecond > 0 && networkBytesPerSecond < 1e15)) {
      throw new IllegalArgumentException("--networkGbps: give a number above 0, at most 1000000");
    }
    if (searchMemory < 1 || blockCacheBytes < 0) {
      throw new IllegalArgumentException(
          "--searchMemory and --blockCacheBytes: give numbers of bytes");
    }
  }

  private static void require(String name, int number, int least) {
    if (number < least || number > MOST) {
      throw new IllegalArgumentException(
          "--" + name + "=" + number + ": give a number from " + least + " to " + MOST);
    }
  }

  /** Tasks at the same time. */
  public int slots() {
    return workers * cores;
  }
}
