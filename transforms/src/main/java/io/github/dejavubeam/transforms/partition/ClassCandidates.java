package io.github.dejavubeam.transforms.partition;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * The examples of one class that may be placed: those of the smallest hashes, no more than the
 * parts hold, with a box and without. Mergeable, the same in any order; memory is that of the
 * class's share of the parts, however large the class.
 */
final class ClassCandidates {

  private final PartSizes sizes;
  private final TreeSet<Candidate> boxed = new TreeSet<>();
  private final TreeSet<Candidate> unboxed = new TreeSet<>();
  private long found;
  private long foundBoxed;

  ClassCandidates(PartSizes sizes) {
    this.sizes = sizes;
  }

  /** Adds an example; one that was added before, as by a key that occurs twice, counts anew. */
  void add(String key, boolean hasBox) {
    found++;
    foundBoxed += hasBox ? 1 : 0;
    keep(Candidate.of(key), hasBox ? boxed : unboxed);
  }

  private void keep(Candidate candidate, NavigableSet<Candidate> kept) {
    kept.add(candidate);
    if (kept.size() > 2L * sizes.own() + sizes.shared() + sizes.publicSet()) {
      kept.pollLast();
    }
  }

  void merge(ClassCandidates other) {
    found += other.found;
    foundBoxed += other.foundBoxed;
    other.boxed.forEach(candidate -> keep(candidate, boxed));
    other.unboxed.forEach(candidate -> keep(candidate, unboxed));
  }

  long found() {
    return found;
  }

  /** Whether every part can have its share. */
  boolean suffice() {
    return boxed.size() >= 2 * sizes.own()
        && boxed.size() + unboxed.size() >= 2L * sizes.own() + sizes.shared() + sizes.publicSet();
  }

  /**
   * The keys of every part, by its place in {@link Part}; sorted by hash. Boxed examples go to A
   * and B in turns, so that both are alike; what is left of them, and the others, to the other
   * parts.
   */
  List<List<String>> parts() {
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < Part.values().length; i++) {
      parts.add(new ArrayList<>());
    }
    TreeSet<Candidate> rest = new TreeSet<>(unboxed);
    int placed = 0;
    for (Candidate candidate : boxed) {
      if (placed < 2 * sizes.own()) {
        parts.get(placed++ % 2).add(candidate.key());
      } else {
        rest.add(candidate);
      }
    }
    int left = 0;
    for (Candidate candidate : rest) {
      if (left < sizes.shared()) {
        parts.get(2).add(candidate.key());
      } else if (left < sizes.shared() + sizes.publicSet()) {
        parts.get(3).add(candidate.key());
      }
      left++;
    }
    return parts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassCandidates candidates
        && found == candidates.found
        && foundBoxed == candidates.foundBoxed
        && boxed.equals(candidates.boxed)
        && unboxed.equals(candidates.unboxed);
  }

  @Override
  public int hashCode() {
    return 31 * boxed.hashCode() + unboxed.hashCode();
  }

  /** Writes numbers and keys; hashes are computed again. */
  static final class Coder extends AtomicCoder<ClassCandidates> {

    @Override
    public void encode(ClassCandidates value, OutputStream out) throws IOException {
      VarInt.encode(value.sizes.own(), out);
      VarInt.encode(value.sizes.shared(), out);
      VarInt.encode(value.sizes.publicSet(), out);
      VarInt.encode(value.found, out);
      VarInt.encode(value.foundBoxed, out);
      for (TreeSet<Candidate> kept : List.of(value.boxed, value.unboxed)) {
        VarInt.encode(kept.size(), out);
        for (Candidate candidate : kept) {
          StringUtf8Coder.of().encode(candidate.key(), out);
        }
      }
    }

    @Override
    public ClassCandidates decode(InputStream in) throws IOException {
      ClassCandidates value =
          new ClassCandidates(
              new PartSizes(VarInt.decodeInt(in), VarInt.decodeInt(in), VarInt.decodeInt(in)));
      value.found = VarInt.decodeLong(in);
      value.foundBoxed = VarInt.decodeLong(in);
      for (TreeSet<Candidate> kept : List.of(value.boxed, value.unboxed)) {
        for (int left = VarInt.decodeInt(in); left > 0; left--) {
          kept.add(Candidate.of(StringUtf8Coder.of().decode(in)));
        }
      }
      return value;
    }
  }
}
