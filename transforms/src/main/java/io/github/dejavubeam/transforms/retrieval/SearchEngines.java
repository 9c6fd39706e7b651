package io.github.dejavubeam.transforms.retrieval;

import java.util.List;

/** The engines by the names that users know them by. */
public final class SearchEngines {

  private static final String VECTOR = "vector";
  private static final String PLAIN = "plain";

  private SearchEngines() {}

  /** All names; the first is that of the engine which is used when none is named. */
  public static List<String> names() {
    return List.of(VECTOR, PLAIN);
  }

  /**
   * The engine of that name.
   *
   * @throws IllegalArgumentException if there is none, naming those that there are
   */
  public static SearchEngine named(String name) {
    if (name.equals(VECTOR)) {
      return new PanelEngine();
    }
    if (name.equals(PLAIN)) {
      return new FloatEngine();
    }
    throw new IllegalArgumentException(
        "no engine '" + name + "': choose from " + String.join(", ", names()));
  }
}
