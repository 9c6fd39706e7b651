package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import java.util.Map;

/**
 * An execution provider of ONNX Runtime. Each multiplies matrices in float32 throughout, as {@link
 * io.github.dejavubeam.transforms.retrieval.ScoreMatrix} demands: the processor's kernels (MLAS)
 * have one short cut, by bfloat16 on ARM, which is off; cuBLAS has TF32, which {@link
 * CudaSettings#DEFAULT} leaves off. TF32 rounds factors to 11 significant bits, so that a product
 * is off by up to 2^-10 of itself where float32 rounds by 2^-24: no multiple of the bound that is
 * assumed.
 */
enum Provider {
  /** The processor, one thread a call. */
  CPU,
  /** The first CUDA device. */
  CUDA;

  /**
   * Opens a session.
   *
   * @param weights the graph's external weights; the session has a copy
   */
  OrtSession open(byte[] graph, Map<String, OnnxTensorLike> weights) throws OrtException {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // Shapes differ from call to call: there is no pattern.
      options.setMemoryPatternOptimization(false);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.addConfigEntry("mlas.enable_gemm_fastmath_arm64_bfloat16", "0");
      if (this == CUDA) {
        Cuda.addTo(options, CudaSettings.DEFAULT);
      }
      if (!weights.isEmpty()) {
        options.addExternalInitializers(weights);
      }
      return environment.createSession(graph, options);
    }
  }
}
