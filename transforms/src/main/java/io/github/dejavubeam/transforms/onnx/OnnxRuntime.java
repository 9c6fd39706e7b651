package io.github.dejavubeam.transforms.onnx;

import ai.onnxruntime.OrtEnvironment;
import com.sun.jna.Function;
import com.sun.jna.Platform;

/** The one environment of ONNX Runtime in this process. */
public final class OnnxRuntime {

  private static final String NO_TELEMETRY = "ORT_DISABLE_TELEMETRY";

  private OnnxRuntime() {}

  /** Version of the library, for instance 1.29.0. */
  public static String version() {
    return environment().getVersion();
  }

  /**
   * The environment, created on first use. Everything else of ONNX Runtime must come after it.
   *
   * @throws IllegalStateException if telemetry cannot be switched off
   */
  public static OrtEnvironment environment() {
    return Holder.ENVIRONMENT;
  }

  private static final class Holder {
    static final OrtEnvironment ENVIRONMENT = create();

    private static OrtEnvironment create() {
      if (System.getenv(NO_TELEMETRY) == null && !Platform.isWindows()) {
        switchOffTelemetry();
      }
      return OrtEnvironment.getEnvironment();
    }

    /**
     * From 1.29 on, ONNX Runtime sends names and hashes of models to its maker, and on Linux
     * crashes in doing so where the command line is longer than 4 KiB, as class paths are. Only its
     * environment variable prevents both, and workers are not started by us: so it is set here,
     * before the library reads it.
     */
    private static void switchOffTelemetry() {
      try {
        int failed =
            Function.getFunction(Platform.C_LIBRARY_NAME, "setenv")
                .invokeInt(new Object[] {NO_TELEMETRY, "1", 1});
        if (failed == 0) {
          return;
        }
      } catch (LinkageError e) {
        throw new IllegalStateException(advice(), e);
      }
      throw new IllegalStateException(advice());
    }

    private static String advice() {
      return "ONNX Runtime's telemetry cannot be switched off from here: set "
          + NO_TELEMETRY
          + "=1 in the environment of this process";
    }
  }
}
