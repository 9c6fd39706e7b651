package io.github.dejavubeam.transforms.correlation;

import it.unimi.dsi.fastutil.longs.Long2LongMap;
import it.unimi.dsi.fastutil.longs.Long2LongMaps;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.util.VarInt;

/**
 * How often tags occur with classes in a training split: the size of each class, and {@code n(tag,
 * class)} for the pairs that occur, each example counted once (method, part 2 point 4).
 *
 * <p>Mergeable, and the same whatever the order. Memory: 16 bytes a pair at a load of at most 3/4,
 * which is 27 to 53 MB for 1.25 million pairs, and the names.
 */
public final class TagCounts implements Serializable {

  private static final long serialVersionUID = 1;

  /** Pairs beyond this are no data set but an attack on memory. */
  private static final int MAX_PAIRS = 1 << 26;

  private final Names classes = new Names();
  private final Names tags = new Names();
  private final Long2LongOpenHashMap sizes = new Long2LongOpenHashMap();
  private final Long2LongOpenHashMap pairs = new Long2LongOpenHashMap();

  /**
   * Counts that were made before.
   *
   * @param sizes examples of each class
   * @param counts examples by class and tag
   * @throws IllegalArgumentException if a number is below 1 or beyond the size of its class
   */
  public static TagCounts of(Map<String, Long> sizes, Map<String, Map<String, Long>> counts) {
    TagCounts all = new TagCounts();
    sizes.forEach(
        (label, size) -> {
          check(size > 0, label + " has " + size + " examples");
          all.addSize(label, size);
        });
    counts.forEach(
        (label, tags) ->
            tags.forEach(
                (tag, count) -> {
                  check(
                      count > 0 && count <= sizes.getOrDefault(label, 0L),
                      "tag " + tag + " has " + count + " examples of class " + label);
                  all.add(label, tag, count);
                }));
    return all;
  }

  private static void check(boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(fault);
    }
  }

  /** Adds an example with its distinct tags. */
  public void add(String label, Collection<String> distinctTags) {
    addSize(label, 1);
    for (String tag : distinctTags) {
      add(label, tag, 1);
    }
  }

  void addSize(String label, long examples) {
    sizes.addTo(classes.ordinal(label), examples);
  }

  void add(String label, String tag, long count) {
    pairs.addTo((long) tags.ordinal(tag) << Integer.SIZE | classes.ordinal(label), count);
    if (pairs.size() > MAX_PAIRS) {
      throw new IllegalStateException("more than " + MAX_PAIRS + " pairs of tag and class");
    }
  }

  /** Adds other counts, which stay as they are. */
  public void merge(TagCounts other) {
    other.forEachSize(this::addSize);
    other.forEachPair(this::add);
  }

  /** Number of pairs that occur. */
  public int pairs() {
    return pairs.size();
  }

  /** Number of classes. */
  public int classes() {
    return sizes.size();
  }

  /** Number of tags. */
  public int tags() {
    return tags.size();
  }

  /** Shows each class with its size, in no order. */
  void forEachSize(SizeConsumer consumer) {
    for (Long2LongMap.Entry size : Long2LongMaps.fastIterable(sizes)) {
      consumer.accept(classes.name((int) size.getLongKey()), size.getLongValue());
    }
  }

  /** Shows each pair that occurs, in no order. */
  void forEachPair(PairConsumer consumer) {
    for (Long2LongMap.Entry pair : Long2LongMaps.fastIterable(pairs)) {
      consumer.accept(
          classes.name((int) pair.getLongKey()),
          tags.name((int) (pair.getLongKey() >>> Integer.SIZE)),
          pair.getLongValue());
    }
  }

  /** Takes a class and its size. */
  interface SizeConsumer {
    void accept(String label, long examples);
  }

  /** Takes a class, a tag and how often they occur together. */
  interface PairConsumer {
    void accept(String label, String tag, long count);
  }

  /** Sizes by class, sorted. */
  public Map<String, Long> sizes() {
    TreeMap<String, Long> sorted = new TreeMap<>();
    forEachSize(sorted::put);
    return sorted;
  }

  /** Counts by class and tag, sorted. */
  public Map<String, Map<String, Long>> counts() {
    TreeMap<String, Map<String, Long>> sorted = new TreeMap<>();
    forEachPair(
        (label, tag, count) ->
            sorted.computeIfAbsent(label, key -> new TreeMap<>()).put(tag, count));
    return sorted;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TagCounts counts
        && sizes().equals(counts.sizes())
        && counts().equals(counts.counts());
  }

  @Override
  public int hashCode() {
    return 31 * sizes().hashCode() + counts().hashCode();
  }

  @Override
  public String toString() {
    return sizes() + " " + counts();
  }

  /** Writes names once each, then numbers of pairs. */
  static final class Coder extends AtomicCoder<TagCounts> {

    @Override
    public void encode(TagCounts counts, OutputStream out) throws IOException {
      counts.classes.write(out);
      counts.tags.write(out);
      VarInt.encode(counts.sizes.size(), out);
      for (Long2LongMap.Entry size : Long2LongMaps.fastIterable(counts.sizes)) {
        VarInt.encode(size.getLongKey(), out);
        VarInt.encode(size.getLongValue(), out);
      }
      VarInt.encode(counts.pairs.size(), out);
      for (Long2LongMap.Entry pair : Long2LongMaps.fastIterable(counts.pairs)) {
        VarInt.encode(pair.getLongKey() >>> Integer.SIZE, out);
        VarInt.encode((int) pair.getLongKey(), out);
        VarInt.encode(pair.getLongValue(), out);
      }
    }

    @Override
    public TagCounts decode(InputStream in) throws IOException {
      TagCounts counts = new TagCounts();
      counts.classes.read(in);
      counts.tags.read(in);
      for (int left = VarInt.decodeInt(in); left > 0; left--) {
        counts.sizes.put(VarInt.decodeLong(in), VarInt.decodeLong(in));
      }
      for (int left = VarInt.decodeInt(in); left > 0; left--) {
        long tag = VarInt.decodeLong(in);
        counts.pairs.put(tag << Integer.SIZE | VarInt.decodeInt(in), VarInt.decodeLong(in));
      }
      return counts;
    }
  }
}
