package io.github.dejavubeam.transforms.correlation;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StringUtf8Coder;

/**
 * How every predictor of a study did on one example: bit i of a set is predictor i.
 *
 * @param id id of the example
 * @param label its class
 * @param leaks whether it also occurs in a set where it must not
 * @param top1 predictors whose best class is the example's
 * @param top5 predictors that have it among their five best
 * @param confidences confidence of each predictor
 */
public record ExampleOutcome(
    String id, String label, boolean leaks, long top1, long top5, List<Double> confidences) {

  /** The most predictors of a study. */
  public static final int MAX_PREDICTORS = Long.SIZE;

  /** The outcome of these predictions, one a predictor. */
  public static ExampleOutcome of(
      String id, String label, boolean leaks, List<ClassPrediction> predictions) {
    long top1 = 0;
    long top5 = 0;
    for (int i = 0; i < predictions.size(); i++) {
      top1 |= (predictions.get(i).isTop1(label) ? 1L : 0) << i;
      top5 |= (predictions.get(i).isTop5(label) ? 1L : 0) << i;
    }
    return new ExampleOutcome(
        id,
        label,
        leaks,
        top1,
        top5,
        predictions.stream().map(ClassPrediction::confidence).toList());
  }

  /** Whether that predictor's best class is right. */
  public boolean isTop1(int predictor) {
    return (top1 >>> predictor & 1) != 0;
  }

  /** Whether one of that predictor's five best classes is right. */
  public boolean isTop5(int predictor) {
    return (top5 >>> predictor & 1) != 0;
  }

  /** A coder of these. */
  public static Coder<ExampleOutcome> coder() {
    return new RecordCoder();
  }

  private static final class RecordCoder extends AtomicCoder<ExampleOutcome> {

    @Override
    public void encode(ExampleOutcome outcome, OutputStream out) throws IOException {
      StringUtf8Coder.of().encode(outcome.id, out);
      StringUtf8Coder.of().encode(outcome.label, out);
      DataOutputStream data = new DataOutputStream(out);
      data.writeBoolean(outcome.leaks);
      data.writeLong(outcome.top1);
      data.writeLong(outcome.top5);
      data.writeByte(outcome.confidences.size());
      for (double confidence : outcome.confidences) {
        data.writeDouble(confidence);
      }
    }

    @Override
    public ExampleOutcome decode(InputStream in) throws IOException {
      String id = StringUtf8Coder.of().decode(in);
      String label = StringUtf8Coder.of().decode(in);
      DataInputStream data = new DataInputStream(in);
      boolean leaks = data.readBoolean();
      long top1 = data.readLong();
      long top5 = data.readLong();
      Double[] confidences = new Double[data.readByte()];
      for (int i = 0; i < confidences.length; i++) {
        confidences[i] = data.readDouble();
      }
      return new ExampleOutcome(id, label, leaks, top1, top5, List.of(confidences));
    }
  }
}
