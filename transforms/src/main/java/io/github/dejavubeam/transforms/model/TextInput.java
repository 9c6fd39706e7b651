package io.github.dejavubeam.transforms.model;

import java.util.stream.IntStream;

/**
 * Texts as token ids, [batch, length], padded on the right to a length that depends on the text
 * alone.
 *
 * @param prefix stands before every text, empty for none
 * @param maxLength most tokens of a text, special tokens counted; longer texts are truncated
 * @param padId token that fills a row up
 * @param fixedLength whether every text is padded to maxLength, as the text towers of CLIP expect;
 *     else to the shortest bucket that holds it
 */
record TextInput(String prefix, int maxLength, long padId, boolean fixedLength)
    implements EncoderInput {

  private static final int SHORTEST_BUCKET = 16;

  @Override
  public Modality modality() {
    return Modality.TEXT;
  }

  @Override
  public String description() {
    return (prefix.isEmpty() ? "" : "put \"" + prefix + "\" before, ")
        + ("truncate to " + maxLength + " tokens, pad with " + padId + " to " + paddedLengths());
  }

  @Override
  public long[] shape(int batchSize, int length) {
    return new long[] {batchSize, length};
  }

  /** The same with another prefix. */
  TextInput withPrefix(String other) {
    return new TextInput(other, maxLength, padId, fixedLength);
  }

  /** The length to which a text of that many tokens is padded. */
  int paddedLength(int tokens) {
    if (fixedLength) {
      return maxLength;
    }
    int length = SHORTEST_BUCKET;
    while (length < tokens) {
      length *= 2;
    }
    return Math.min(length, maxLength);
  }

  private String paddedLengths() {
    return IntStream.rangeClosed(1, maxLength)
        .map(this::paddedLength)
        .distinct()
        .boxed()
        .toList()
        .toString();
  }
}
