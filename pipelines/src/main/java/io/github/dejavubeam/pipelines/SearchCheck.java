package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.engines.SearchEngines;

/** Whether a search can be made as options ask for it. */
final class SearchCheck {

  private SearchCheck() {}

  /**
   * Checks the options.
   *
   * @throws UsageException naming the option and the mend
   */
  static void require(SearchOptions options) {
    boolean elsewhere = DataflowSettings.areOf(options);
    if (elsewhere && options.getEngine().equals(SearchEngines.CUDA)) {
      DataflowSettings.requireCuda(options, "--engine=cuda");
    }
    try {
      // What this machine has says nothing of workers elsewhere.
      if (!elsewhere || !SearchEngines.names().contains(options.getEngine())) {
        SearchEngines.named(options.getEngine());
      }
    } catch (IllegalArgumentException e) {
      throw new UsageException("--engine=" + options.getEngine() + ": " + e.getMessage(), e);
    }
    requireBytes("--searchMemory", options.getSearchMemory());
    requireBytes("--blockCacheBytes", options.getBlockCacheBytes());
  }

  private static void requireBytes(String option, long bytes) {
    if (bytes < 1) {
      throw new UsageException(option + "=" + bytes + ": give a number of bytes above 0");
    }
  }
}
