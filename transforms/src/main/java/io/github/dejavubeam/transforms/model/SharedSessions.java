package io.github.dejavubeam.transforms.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import java.nio.file.Path;

/** The sessions of this process: one for each graph, placement and number of threads. */
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
   * @param placement where the graph is computed
   * @param intraOpThreads threads that one call uses, at least 1
   * @throws InvalidModelException if ONNX Runtime cannot open it
   */
  static SharedResources<Key, OrtSession>.Lease lease(
      Path directory, String file, String modelDigest, Placement placement, int intraOpThreads) {
    Path graph = directory.resolve(file).toAbsolutePath().normalize();
    return SESSIONS.lease(
        new Key(graph, modelDigest, placement, intraOpThreads),
        () -> open(directory, file, graph, placement, intraOpThreads));
  }

  private static OrtSession open(
      Path directory, String file, Path graph, Placement placement, int intraOpThreads) {
    OrtEnvironment environment = OnnxRuntime.environment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
      options.setIntraOpNumThreads(intraOpThreads);
      options.setInterOpNumThreads(1);
      // Threads that wait for work by spinning would take the cores from the readers.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setDeterministicCompute(true);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      if (placement.device() == Device.CUDA) {
        Cuda.addTo(options, placement.cuda());
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

  record Key(Path graph, String modelDigest, Placement placement, int intraOpThreads) {}
}
