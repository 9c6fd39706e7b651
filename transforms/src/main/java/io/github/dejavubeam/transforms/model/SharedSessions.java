package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import java.nio.file.Path;

/** The sessions of this process: one for each graph, device and number of threads. */
final class SharedSessions {

  private static final SharedResources<Key, OrtSession> SESSIONS =
      new SharedResources<>(SharedSessions::close);

  private SharedSessions() {}

  /**
   * Opens a graph, or shares the session that has it open.
   *
   * @param directory the model directory
   * @param file the graph's path in it
   * @param modelDigest digest of the model, so that a replaced file is not taken for the old one
   * @param device {@link Device#CPU} or {@link Device#CUDA}
   * @param intraOpThreads threads that one call uses, at least 1
   * @throws InvalidModelException if ONNX Runtime cannot open it
   */
  static SharedResources<Key, OrtSession>.Lease lease(
      Path directory, String file, String modelDigest, Device device, int intraOpThreads) {
    if (device == Device.AUTO) {
      throw new IllegalArgumentException("resolve the device before a model is opened");
    }
    Path graph = directory.resolve(file).toAbsolutePath().normalize();
    return SESSIONS.lease(
        new Key(graph, modelDigest, device, intraOpThreads),
        () -> open(directory, file, graph, device, intraOpThreads));
  }

  private static OrtSession open(
      Path directory, String file, Path graph, Device device, int intraOpThreads) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(intraOpThreads);
      options.setInterOpNumThreads(1);
      // Threads that wait for work by spinning would take the cores from the readers.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      if (device == Device.CUDA) {
        Cuda.addTo(options);
      }
      return environment.createSession(graph.toString(), options);
    } catch (OrtException e) {
      throw new InvalidModelException(
          directory,
          file + " cannot be opened (" + e.getMessage() + ")",
          "export or copy the graph and its external data again",
          e);
    }
  }

  private static void close(OrtSession session) {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime cannot close a session", e);
    }
  }

  record Key(Path graph, String modelDigest, Device device, int intraOpThreads) {}
}
