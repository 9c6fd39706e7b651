package io.github.dejavubeam.transforms.correlation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * One predictor's outcome on one example, to be ranked by its confidence.
 *
 * @param id id of the example
 * @param confidence how confident the predictor is
 * @param top1 whether its best class is right
 * @param top5 whether one of its five best is
 */
public record RankedOutcome(String id, double confidence, boolean top1, boolean top5) {

  /** A coder of these. */
  public static org.apache.beam.sdk.coders.Coder<RankedOutcome> coder() {
    return new Coder();
  }

  /** Writes the fields. */
  static final class Coder extends AtomicCoder<RankedOutcome> {

    @Override
    public void encode(RankedOutcome outcome, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(outcome.id, out);
      DataOutputStream data = new DataOutputStream(out);
      data.writeDouble(outcome.confidence);
      data.writeBoolean(outcome.top1);
      data.writeBoolean(outcome.top5);
    }

    @Override
    public RankedOutcome decode(InputStream in) throws IOException {
      String id = StringUtf8Coder.of().decode(in);
      DataInputStream data = new DataInputStream(in);
      return new RankedOutcome(id, data.readDouble(), data.readBoolean(), data.readBoolean());
    }
  }
}
