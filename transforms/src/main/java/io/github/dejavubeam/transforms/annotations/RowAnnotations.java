package io.github.dejavubeam.transforms.annotations;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CustomCoder;

/**
 * Annotations on their way to a row of a block.
 *
 * @param row in the block; negative where this only says that there is such a block
 * @param json as {@link io.github.dejavubeam.transforms.io.KeyedAnnotations} has it
 */
record RowAnnotations(int row, byte[] json) {

  /** Says that there is a block, which has perhaps no annotated row. */
  static final RowAnnotations OF_BLOCK = new RowAnnotations(-1, new byte[0]);

  static final Coder<RowAnnotations> CODER = new RowCoder();

  private static final class RowCoder extends CustomCoder<RowAnnotations> {
    @Override
    public void encode(RowAnnotations value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      data.writeInt(value.row);
      ByteArrayCoder.of().encode(value.json, data);
      data.flush();
    }

    @Override
    public RowAnnotations decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      int row = data.readInt();
      return new RowAnnotations(row, ByteArrayCoder.of().decode(data));
    }

    @Override
    public void verifyDeterministic() {}
  }
}
