package io.github.dejavubeam.transforms.engines;

import io.github.dejavubeam.transforms.onnx.Cuda;
import io.github.dejavubeam.transforms.retrieval.MatrixEngine;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.SearchEngine;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engines by the names that users know them by: {@code vector}, vector registers by Java's
 * Vector API, and products of bytes by ONNX Runtime where the processor has them; {@code brute},
 * the same without its filter: what the filter saves, and that it changes nothing, is seen beside
 * it; {@code onnx}, ONNX Runtime on the processor; {@code cuda}, ONNX Runtime on a GPU; {@code
 * auto}, the first of vector and onnx that there is.
 */
public final class SearchEngines {

  private static final Logger LOG = LoggerFactory.getLogger(SearchEngines.class);

  /** The name of the engine that needs a GPU. */
  public static final String CUDA = "cuda";

  private static final String AUTO = "auto";
  private static final String VECTOR = "vector";
  private static final String BRUTE = "brute";
  private static final String ONNX = "onnx";

  private static final String MODULE = "jdk.incubator.vector";
  private static final String FLAG = "--add-modules=" + MODULE;

  private SearchEngines() {}

  /** All names; the first is that of the engine which is used when none is named. */
  public static List<String> names() {
    return List.of(AUTO, VECTOR, BRUTE, ONNX, CUDA);
  }

  /**
   * The engine of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are; or if it cannot
   *     run in this process, with the reason and the mend
   */
  public static SearchEngine named(String name) {
    return switch (name) {
      case AUTO -> hasVectors() ? new PanelEngine(OnnxByteProducts.where()) : Fallback.ENGINE;
      case VECTOR -> {
        requireVectors(VECTOR);
        yield new PanelEngine(OnnxByteProducts.where());
      }
      case BRUTE -> {
        requireVectors(BRUTE);
        yield PanelEngine.brute();
      }
      case ONNX -> onProcessor();
      case CUDA -> {
        Cuda.fault()
            .ifPresent(
                fault -> {
                  throw new IllegalArgumentException(
                      "engine 'cuda': " + fault + "; " + Cuda.MEND + ", or choose auto");
                });
        yield new MatrixEngine(new OnnxSource(Provider.CUDA, true, Tile::onDevice));
      }
      default ->
          throw new IllegalArgumentException(
              "no engine '" + name + "': choose from " + String.join(", ", names()));
    };
  }

  private static void requireVectors(String name) {
    if (!hasVectors()) {
      throw new IllegalArgumentException(
          "engine '"
              + name
              + "' needs a module that this Java machine was started without: give it "
              + FLAG
              + ", or choose auto or onnx");
    }
  }

  private static SearchEngine onProcessor() {
    return new MatrixEngine(new OnnxSource(Provider.CPU, false, Tile::onProcessor));
  }

  private static boolean hasVectors() {
    return ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /** The engine in the place of vector, which is told of once a process. */
  private static final class Fallback {
    static final SearchEngine ENGINE = choose();

    private static SearchEngine choose() {
      LOG.warn("searching by ONNX Runtime; with the JVM flag {} it would be faster", FLAG);
      return onProcessor();
    }
  }
}
