package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.Thumbnail;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The most memorized examples of a study with their pictures. */
public final class Gallery {

  /** Without an example. */
  public static final Gallery EMPTY = new Gallery(List.of(), List.of());

  /** Name of the set of the examples. */
  static final String TARGET = "target";

  /** Name of the set of their neighbours. */
  static final String PUBLIC = "public";

  private static final Comparator<GalleryExample> MOST_MEMORIZED_FIRST =
      Comparator.comparingDouble(GalleryExample::score)
          .reversed()
          .thenComparing(GalleryExample::id);

  private final Map<Integer, List<GalleryExample>> examples = new TreeMap<>();
  private final Map<List<String>, Thumbnail> thumbnails = new HashMap<>();

  /** A gallery of these, in any order. */
  public Gallery(Iterable<GalleryExample> examples, Iterable<Thumbnail> thumbnails) {
    for (GalleryExample example : examples) {
      this.examples.computeIfAbsent(example.place(), place -> new ArrayList<>()).add(example);
    }
    this.examples.values().forEach(some -> some.sort(MOST_MEMORIZED_FIRST));
    for (Thumbnail thumbnail : thumbnails) {
      this.thumbnails.put(List.of(thumbnail.split(), thumbnail.id()), thumbnail);
    }
  }

  /** The examples by the place of their comparison, the most memorized first. */
  Map<Integer, List<GalleryExample>> examples() {
    return examples;
  }

  /** The picture of an example of a set. */
  Optional<Thumbnail> thumbnail(String split, String id) {
    return Optional.ofNullable(thumbnails.get(List.of(split, id)));
  }

  /** Whether there is any picture. */
  boolean hasPictures() {
    return !thumbnails.isEmpty();
  }
}
