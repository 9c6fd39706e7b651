package io.github.dejavubeam.transforms.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import java.util.Optional;

/** CUDA as ONNX Runtime offers it. */
public final class Cuda {

  /** What makes CUDA usable where {@link #fault} says that it is not. */
  public static final String MEND =
      "put onnxruntime_gpu in place of onnxruntime on the class path (Maven profile cuda;"
          + " DEJAVU_PROFILE=cuda ./dejavu) and install the NVIDIA driver, CUDA 12 and cuDNN 9";

  private Cuda() {}

  /** Why CUDA cannot be used in this process, or empty where it can. */
  public static Optional<String> fault() {
    return Probe.FAULT;
  }

  /**
   * Adds CUDA with the settings under which it gives the same bytes in every run and float32 sums:
   * no convolution algorithm chosen by timing, no TF32.
   *
   * @throws OrtException if it is not there
   */
  public static void addTo(OrtSession.SessionOptions options) throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
      cuda.add("cudnn_conv_algo_search", "DEFAULT");
      cuda.add("use_tf32", "0");
      options.addCUDA(cuda);
    }
  }

  /** Tried once a process: loading the provider takes seconds where there is one. */
  private static final class Probe {
    static final Optional<String> FAULT = fault();

    private static Optional<String> fault() {
      OnnxRuntime.environment();
      try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
        addTo(options);
        return Optional.empty();
      } catch (OrtException | LinkageError e) {
        return Optional.of("ONNX Runtime has no CUDA here (" + e.getMessage() + ")");
      }
    }
  }
}
