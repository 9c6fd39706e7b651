package io.github.dejavubeam.transforms.metrics;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.CoderException;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.VarInt;

/**
 * Writes the scores of one example in several comparisons: what they have in common once, and about
 * 12 bytes for each.
 */
public final class ExampleScoresCoder extends AtomicCoder<List<ExampleScore>> {

  private static final List<ScoredSet> SETS = List.of(ScoredSet.values());
  private static final ExampleScoresCoder INSTANCE = new ExampleScoresCoder();

  private ExampleScoresCoder() {}

  /** The coder. */
  public static ExampleScoresCoder of() {
    return INSTANCE;
  }

  /**
   * Writes scores.
   *
   * @throws CoderException if there is none, or they are not of the same objects of one example
   */
  @Override
  public void encode(List<ExampleScore> scores, OutputStream out) throws IOException {
    if (scores.isEmpty()) {
      throw new CoderException("no score");
    }
    ExampleScore first = scores.get(0);
    StringUtf8Coder.of().encode(first.id(), out);
    VarInt.encode(first.objects(), out);
    VarInt.encode(SETS.indexOf(first.set()), out);
    VarInt.encode(scores.size(), out);
    DataOutputStream numbers = new DataOutputStream(out);
    for (ExampleScore score : scores) {
      if (!score.id().equals(first.id())
          || score.objects() != first.objects()
          || score.set() != first.set()) {
        throw new CoderException("not of one example: " + first + ", " + score);
      }
      VarInt.encode(score.predicted(), out);
      VarInt.encode(score.hits(), out);
      VarInt.encode(score.predictedReference(), out);
      VarInt.encode(score.hitsReference(), out);
      numbers.writeDouble(score.nearestDistance());
    }
  }

  @Override
  public List<ExampleScore> decode(InputStream in) throws IOException {
    String id = StringUtf8Coder.of().decode(in);
    int objects = VarInt.decodeInt(in);
    ScoredSet set = SETS.get(VarInt.decodeInt(in));
    int size = VarInt.decodeInt(in);
    DataInputStream numbers = new DataInputStream(in);
    List<ExampleScore> scores = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      scores.add(
          ExampleScore.of(
                  id,
                  objects,
                  VarInt.decodeInt(in),
                  VarInt.decodeInt(in),
                  VarInt.decodeInt(in),
                  VarInt.decodeInt(in),
                  numbers.readDouble())
              .in(set));
    }
    return scores;
  }

  @Override
  public boolean consistentWithEquals() {
    return true;
  }
}
