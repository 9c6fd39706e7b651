package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * A slice of one set.
 *
 * @param slice the slice
 * @param set the set
 */
public record SliceKey(Slice slice, ScoredSet set) {

  /** Writes kind, value and set; equal keys have equal bytes. */
  public static final class SliceKeyCoder extends AtomicCoder<SliceKey> {
    private static final List<Slice.Kind> KINDS = List.of(Slice.Kind.values());
    private static final List<ScoredSet> SETS = List.of(ScoredSet.values());

    @Override
    public void encode(SliceKey key, OutputStream out) throws IOException {
      VarInt.encode(KINDS.indexOf(key.slice.kind()), out);
      StringUtf8Coder.of().encode(key.slice.value(), out);
      VarInt.encode(SETS.indexOf(key.set), out);
    }

    @Override
    public SliceKey decode(InputStream in) throws IOException {
      Slice.Kind kind = KINDS.get(VarInt.decodeInt(in));
      String value = StringUtf8Coder.of().decode(in);
      return new SliceKey(new Slice(kind, value), SETS.get(VarInt.decodeInt(in)));
    }
  }
}
