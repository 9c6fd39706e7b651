package io.github.dejavubeam.transforms.annotations;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.coders.CustomCoder;
import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;
import org.apache.beam.sdk.util.VarInt;

/**
 * What meets under one key: the places of examples, and annotations. Of annotations that differ the
 * one whose text is least stays, so that the choice does not depend on how they lie in files.
 */
final class KeyMeeting {

  static final Coder<KeyMeeting> CODER = new MeetingCoder();

  /**
   * Where an example is.
   *
   * @param split ordinal of its set
   * @param row reference of its row in the blocks of the set
   */
  record Place(int split, long row) implements Comparable<Place> {
    @Override
    public int compareTo(Place that) {
      return split == that.split ? Long.compare(row, that.row) : Integer.compare(split, that.split);
    }
  }

  @Nullable private final byte[] annotations;
  private final long copies;
  private final long others;
  private final List<Place> places;

  private KeyMeeting(@Nullable byte[] annotations, long copies, long others, List<Place> places) {
    this.annotations = annotations;
    this.copies = copies;
    this.others = others;
    this.places = places;
  }

  static KeyMeeting ofAnnotations(byte[] json) {
    return new KeyMeeting(json, 1, 0, List.of());
  }

  static KeyMeeting ofExample(int split, long row) {
    return new KeyMeeting(null, 0, 0, List.of(new Place(split, row)));
  }

  /** The annotations that count; null where there are none. */
  @Nullable
  byte[] annotations() {
    return annotations;
  }

  /** How often these annotations occur. */
  long copies() {
    return copies;
  }

  /** How many annotations of this key say something else. */
  long others() {
    return others;
  }

  /** The examples, sorted. */
  List<Place> places() {
    return places;
  }

  private KeyMeeting merge(KeyMeeting that) {
    List<Place> all = new ArrayList<>(places);
    all.addAll(that.places);
    all.sort(null);
    if (annotations == null) {
      return new KeyMeeting(that.annotations, that.copies, that.others, all);
    }
    if (that.annotations == null) {
      return new KeyMeeting(annotations, copies, others, all);
    }
    int order = Arrays.compareUnsigned(annotations, that.annotations);
    if (order == 0) {
      return new KeyMeeting(annotations, copies + that.copies, others + that.others, all);
    }
    KeyMeeting kept = order < 0 ? this : that;
    KeyMeeting lost = order < 0 ? that : this;
    return new KeyMeeting(
        kept.annotations, kept.copies, kept.others + lost.others + lost.copies, all);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof KeyMeeting that
        && Arrays.equals(annotations, that.annotations)
        && copies == that.copies
        && others == that.others
        && places.equals(that.places);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(annotations)
        + 31 * (Long.hashCode(copies) + 31 * (Long.hashCode(others) + 31 * places.hashCode()));
  }

  @Override
  public String toString() {
    return "KeyMeeting[" + copies + " copies, " + others + " others, at " + places + "]";
  }

  /** Merges what is known of one key. */
  static final class Merge extends BinaryCombineFn<KeyMeeting> {
    @Override
    public KeyMeeting apply(KeyMeeting left, KeyMeeting right) {
      return left.merge(right);
    }

    @Override
    public Coder<KeyMeeting> getDefaultOutputCoder(
        CoderRegistry registry, Coder<KeyMeeting> inputCoder) {
      return inputCoder;
    }
  }

  private static final class MeetingCoder extends CustomCoder<KeyMeeting> {
    @Override
    public void encode(KeyMeeting value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      VarInt.encode(value.copies, data);
      VarInt.encode(value.others, data);
      if (value.annotations != null) {
        ByteArrayCoder.of().encode(value.annotations, data);
      }
      VarInt.encode(value.places.size(), data);
      for (Place place : value.places) {
        VarInt.encode(place.split(), data);
        data.writeLong(place.row());
      }
      data.flush();
    }

    @Override
    public KeyMeeting decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      long copies = VarInt.decodeLong(data);
      long others = VarInt.decodeLong(data);
      byte[] annotations = copies == 0 ? null : ByteArrayCoder.of().decode(data);
      int size = VarInt.decodeInt(data);
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        places.add(new Place(VarInt.decodeInt(data), data.readLong()));
      }
      return new KeyMeeting(annotations, copies, others, places);
    }

    @Override
    public void verifyDeterministic() {}
  }
}
