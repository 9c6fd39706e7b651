package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.NullableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;

/**
 * The sets that one image or caption was seen in, and of each the smallest id that has it: of a
 * bounded size, however often it was seen.
 */
final class Sightings {

  private static final int SETS = SeenSet.values().length;

  /** By set; null where it was not seen. */
  private final String[] ids;

  private Sightings(String[] ids) {
    this.ids = ids;
  }

  /** Seen once. */
  static Sightings of(SeenSet set, String id) {
    String[] ids = new String[SETS];
    ids[SeenSet.ALL.indexOf(set)] = id;
    return new Sightings(ids);
  }

  /** Whether it was seen in that set. */
  boolean isIn(SeenSet set) {
    return id(set) != null;
  }

  /** Whether it was seen in more sets than one. */
  boolean isShared() {
    return Arrays.stream(ids).filter(id -> id != null).count() > 1;
  }

  /** The smallest id of that set that has it; null where none has. */
  String id(SeenSet set) {
    return ids[SeenSet.ALL.indexOf(set)];
  }

  private Sightings merge(Sightings other) {
    String[] merged = ids.clone();
    for (int set = 0; set < SETS; set++) {
      String theirs = other.ids[set];
      if (merged[set] == null
          || (theirs != null && CodePointOrder.compare(theirs, merged[set]) < 0)) {
        merged[set] = theirs;
      }
    }
    return new Sightings(merged);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sightings sightings && Arrays.equals(ids, sightings.ids);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(ids);
  }

  @Override
  public String toString() {
    return Arrays.toString(ids);
  }

  /** Merges all sightings of one image or caption. */
  static final class Merge extends BinaryCombineFn<Sightings> {
    @Override
    public Sightings apply(Sightings left, Sightings right) {
      return left.merge(right);
    }

    @Override
    public Coder<Sightings> getDefaultOutputCoder(
        CoderRegistry registry, Coder<Sightings> inputCoder) {
      return inputCoder;
    }
  }

  /** Writes the ids by set. */
  static final class SightingsCoder extends AtomicCoder<Sightings> {
    private static final NullableCoder<String> ID = NullableCoder.of(StringUtf8Coder.of());

    @Override
    public void encode(Sightings sightings, OutputStream out) throws IOException {
      for (String id : sightings.ids) {
        ID.encode(id, out);
      }
    }

    @Override
    public Sightings decode(InputStream in) throws IOException {
      String[] ids = new String[SETS];
      for (int set = 0; set < SETS; set++) {
        ids[set] = ID.decode(in);
      }
      return new Sightings(ids);
    }
  }
}
