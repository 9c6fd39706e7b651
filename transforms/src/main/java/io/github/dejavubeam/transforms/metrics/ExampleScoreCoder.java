package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/** Writes an {@link ExampleScore} in its id's length and about 15 bytes. */
public final class ExampleScoreCoder extends AtomicCoder<ExampleScore> {

  private static final List<ScoredSet> SETS = List.of(ScoredSet.values());
  private static final ExampleScoreCoder INSTANCE = new ExampleScoreCoder();

  private ExampleScoreCoder() {}

  /** The coder. */
  public static ExampleScoreCoder of() {
    return INSTANCE;
  }

  @Override
  public void encode(ExampleScore score, OutputStream out) throws IOException {
    StringUtf8Coder.of().encode(score.id(), out);
    VarInt.encode(score.objects(), out);
    VarInt.encode(score.predicted(), out);
    VarInt.encode(score.hits(), out);
    VarInt.encode(score.predictedReference(), out);
    VarInt.encode(score.hitsReference(), out);
    new DataOutputStream(out).writeDouble(score.nearestDistance());
    VarInt.encode(SETS.indexOf(score.set()), out);
  }

  @Override
  public ExampleScore decode(InputStream in) throws IOException {
    return ExampleScore.of(
            StringUtf8Coder.of().decode(in),
            VarInt.decodeInt(in),
            VarInt.decodeInt(in),
            VarInt.decodeInt(in),
            VarInt.decodeInt(in),
            VarInt.decodeInt(in),
            new DataInputStream(in).readDouble())
        .in(SETS.get(VarInt.decodeInt(in)));
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
