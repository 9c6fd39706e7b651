package io.github.dejavubeam.transforms.scaling;

import io.github.dejavubeam.schemas.Mode;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a study of the vision-language test compares; {@link
 * io.github.dejavubeam.transforms.vlm.VlmStudy} is the same with names in place of numbers.
 *
 * @param models audited vision-language models
 * @param references vision-language models that they are compared with
 * @param embedders text embedders that they are compared with
 * @param modes modes of the models
 * @param ks numbers of neighbours
 * @param objects choices of predicted objects, how many
 * @param listed whether {@code examples/*.parquet} is written
 */
public record StudyShape(
    int models,
    int references,
    int embedders,
    Set<Mode> modes,
    List<Integer> ks,
    int objects,
    boolean listed) {

  private static final int MOST = 1_000;

  /**
   * A shape; modes and numbers of neighbours count once.
   *
   * @throws IllegalArgumentException if something is missing or out of range
   */
  public StudyShape {
    modes = Collections.unmodifiableSet(new TreeSet<>(modes));
    ks = List.copyOf(new TreeSet<>(ks));
    require("models", models, 1);
    require("references", references, 0);
    require("embedders", embedders, 0);
    require("objects", objects, 1);
    ks.forEach(k -> require("k", k, 1));
    if (references + embedders < 1) {
      throw new IllegalArgumentException(
          "--references=0 and --embedders=0: a study needs a reference");
    }
    if (modes.isEmpty() || ks.isEmpty()) {
      throw new IllegalArgumentException("a study needs a --mode and a --k");
    }
  }

  private static void require(String name, int number, int least) {
    int most = name.equals("k") ? 1_000_000 : MOST;
    if (number < least || number > most) {
      throw new IllegalArgumentException(
          "--" + name + "=" + number + ": give a number from " + least + " to " + most);
    }
  }

  private int visionLanguage() {
    return models + references;
  }

  /** Encoders that see the images of the public set. */
  public int imageEncoders() {
    return modes.contains(Mode.T2I) ? visionLanguage() : 0;
  }

  /** Encoders that read the captions of the public set. */
  public int publicTextEncoders() {
    return embedders + (modes.contains(Mode.T2T) ? visionLanguage() : 0);
  }

  /** Encoders that read the captions of the target and the control set. */
  public int queryTextEncoders() {
    return visionLanguage() + embedders;
  }

  /** Searches of the public set by every query: one a model or reference and mode. */
  public int searches() {
    return imageEncoders() + publicTextEncoders();
  }

  /** Scores of an example. */
  public int comparisons() {
    return models * (references + embedders) * modes.size() * ks.size() * objects;
  }

  /** The largest number of neighbours, which is searched for. */
  public int largestK() {
    return ks.get(ks.size() - 1);
  }

  /** Neighbours that are spelled out in {@code examples/*.parquet} for an example. */
  public long listedNeighbours() {
    long ofBoth = 2L * ks.stream().mapToLong(Integer::longValue).sum();
    return listed ? comparisons() / ks.size() * ofBoth : 0;
  }

  /** Rows that an example has there. */
  public int listedRows() {
    return listed ? comparisons() : 0;
  }
}
