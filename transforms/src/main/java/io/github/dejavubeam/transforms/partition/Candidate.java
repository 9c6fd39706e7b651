package io.github.dejavubeam.transforms.partition;

import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * An example to be placed. Its place in the order of its class depends on its key alone.
 *
 * @param hash of the key
 * @param key name of the example
 */
record Candidate(long hash, String key) implements Comparable<Candidate> {

  /** The candidate of that key. */
  static Candidate of(String key) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return new Candidate(ByteBuffer.wrap(digest).getLong(), key);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public int compareTo(Candidate other) {
    int byHash = Long.compareUnsigned(hash, other.hash);
    return byHash != 0 ? byHash : CodePointOrder.compare(key, other.key);
  }
}
