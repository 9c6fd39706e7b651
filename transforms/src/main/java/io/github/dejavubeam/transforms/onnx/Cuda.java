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

  /** Why CUDA cannot be used in this process with these settings, or empty where it can. */
  public static Optional<String> fault(CudaSettings settings) {
    return settings.equals(CudaSettings.DEFAULT) ? fault() : fault().or(() -> tried(settings));
  }

  /**
   * Adds CUDA with the settings under which it gives the same bytes in every run and float32 sums:
   * no convolution algorithm chosen by timing, and no TF32 unless it is asked for.
   *
   * @throws OrtException if it is not there
   */
  public static void addTo(OrtSession.SessionOptions options, CudaSettings settings)
      throws OrtException {
    try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(settings.device())) {
      cuda.add("cudnn_conv_algo_search", "DEFAULT");
      cuda.add("use_tf32", settings.tf32() ? "1" : "0");
      if (settings.memoryBytes() > 0) {
        cuda.add("gpu_mem_limit", Long.toString(settings.memoryBytes()));
      }
      options.addCUDA(cuda);
    }
  }

  private static Optional<String> tried(CudaSettings settings) {
    OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      addTo(options, settings);
      return Optional.empty();
    } catch (OrtException | LinkageError e) {
      return Optional.of("ONNX Runtime has no CUDA here (" + e.getMessage() + ")");
    }
  }

  /** Tried once a process: loading the provider takes seconds where there is one. */
  private static final class Probe {
    static final Optional<String> FAULT = tried(CudaSettings.DEFAULT);
  }
}
