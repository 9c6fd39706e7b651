package io.github.dejavubeam.transforms.vectors;

import java.nio.ByteBuffer;

/** Takes labels where they lie in a block, so that no string is made of them. */
@FunctionalInterface
public interface LabelConsumer {

  /**
   * Takes a label.
   *
   * @param utf8 bytes that hold it; they are not changed, and may be kept
   * @param start where it starts
   * @param length bytes that it has
   */
  void accept(ByteBuffer utf8, int start, int length);
}
