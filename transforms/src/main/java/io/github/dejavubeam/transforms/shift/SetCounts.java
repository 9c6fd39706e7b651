package io.github.dejavubeam.transforms.shift;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;

/**
 * How often something happened in each of two sets.
 *
 * @param target times in the target set
 * @param control times in the control set
 */
public record SetCounts(long target, long control) implements Serializable {

  /** Never. */
  public static final SetCounts NONE = new SetCounts(0, 0);

  /** Once, in one of the sets. */
  public static SetCounts one(boolean inControl) {
    return inControl ? new SetCounts(0, 1) : new SetCounts(1, 0);
  }

  /** Both together. */
  SetCounts plus(SetCounts other) {
    return new SetCounts(target + other.target, control + other.control);
  }

  /** Writes both in eight bytes each. */
  public static final class SetCountsCoder extends AtomicCoder<SetCounts> {
    @Override
    public void encode(SetCounts counts, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.writeLong(counts.target);
      data.writeLong(counts.control);
    }

    @Override
    public SetCounts decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      return new SetCounts(data.readLong(), data.readLong());
    }
  }

  /** Adds counts. */
  static final class Sum extends BinaryCombineFn<SetCounts> {
    @Override
    public SetCounts apply(SetCounts left, SetCounts right) {
      return left.plus(right);
    }

    @Override
    public SetCounts identity() {
      return NONE;
    }

    @Override
    public Coder<SetCounts> getDefaultOutputCoder(
        CoderRegistry registry, Coder<SetCounts> inputCoder) {
      return inputCoder;
    }
  }
}
