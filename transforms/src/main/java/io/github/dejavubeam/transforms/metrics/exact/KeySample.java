package io.github.dejavubeam.transforms.metrics.exact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A uniform sample of the sort keys of records: those of the records whose ids have the smallest
 * hashes. Which records these are does not depend on the order in which they were added and merged.
 */
final class KeySample {

  /** Number of records kept. */
  static final int SIZE = 1024;

  private static final Comparator<Entry> BY_HASH =
      Comparator.comparingLong(Entry::hash)
          .thenComparing(Entry::id, CodePointOrder::compare)
          .thenComparing(entry -> entry.scores, Arrays::compare);

  private final PriorityQueue<Entry> largestFirst = new PriorityQueue<>(BY_HASH.reversed());

  /** The id of a sampled record, its hash, and its score in every order. */
  static final class Entry {
    private final long hash;
    private final String id;
    private final long[] scores;

    Entry(long hash, String id, long[] scores) {
      this.hash = hash;
      this.id = id;
      this.scores = scores;
    }

    private long hash() {
      return hash;
    }

    String id() {
      return id;
    }

    long score(int order) {
      return scores[order];
    }
  }

  /** Whether a record whose id has that hash may be among those kept. */
  boolean admits(long hash) {
    return largestFirst.size() < SIZE || hash <= largestFirst.element().hash;
  }

  /** Adds a record. */
  void add(Entry entry) {
    largestFirst.add(entry);
    if (largestFirst.size() > SIZE) {
      largestFirst.remove();
    }
  }

  /** Adds the records of another sample, which stays as it is. */
  void merge(KeySample other) {
    for (Entry entry : other.largestFirst) {
      if (admits(entry.hash)) {
        add(entry);
      }
    }
  }

  /** The sampled records, by hash. */
  List<Entry> entries() {
    return largestFirst.stream().sorted(BY_HASH).toList();
  }

  /**
   * A hash of 64 well mixed bits (FNV-1a over the UTF-16 units, finished by the mixer of
   * SplitMix64). It sways how even the ranges between the samples are, never a result.
   */
  static long hash(String id) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < id.length(); i++) {
      hash = (hash ^ id.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
    return hash ^ (hash >>> 31);
  }

  /** Writes the sampled records by hash, so that equal samples have equal bytes. */
  static final class Coder extends AtomicCoder<KeySample> {

    @Override
    public void encode(KeySample sample, OutputStream out) throws IOException {
      List<Entry> entries = sample.entries();
      VarInt.encode(entries.size(), out);
      DataOutputStream data = new DataOutputStream(out);
      for (Entry entry : entries) {
        StringUtf8Coder.of().encode(entry.id, out);
        VarInt.encode(entry.scores.length, out);
        for (long score : entry.scores) {
          data.writeLong(score);
        }
      }
    }

    @Override
    public KeySample decode(InputStream in) throws IOException {
      KeySample sample = new KeySample();
      DataInputStream data = new DataInputStream(in);
      for (int left = VarInt.decodeInt(in); left > 0; left--) {
        String id = StringUtf8Coder.of().decode(in);
        long[] scores = new long[VarInt.decodeInt(in)];
        for (int order = 0; order < scores.length; order++) {
          scores[order] = data.readLong();
        }
        sample.add(new Entry(KeySample.hash(id), id, scores));
      }
      return sample;
    }
  }
}
