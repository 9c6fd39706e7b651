package io.github.dejavubeam.pipelines;

import org.apache.beam.sdk.harness.JvmInitializer;

/**
 * Makes the Java machine of a Dataflow worker fit before anything else runs there: the environment
 * of a worker without an image of its own cannot be set.
 */
public final class OfflineWorker implements JvmInitializer {

  /** Lets the library of tokenizers call nobody, as {@code DJL_OFFLINE=true} would. */
  @Override
  public void onStartup() {
    System.setProperty("ai.djl.offline", "true");
  }
}
