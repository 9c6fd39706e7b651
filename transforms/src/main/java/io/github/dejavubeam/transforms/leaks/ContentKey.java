package io.github.dejavubeam.transforms.leaks;

import io.github.dejavubeam.schemas.LeakKind;
import io.github.dejavubeam.schemas.VectorBlockLayout;
import it.unimi.dsi.fastutil.HashCommon;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A hash with what it is a hash of, as the key of a shuffle. */
final class ContentKey {

  private static final List<LeakKind> KINDS = List.of(LeakKind.values());

  private ContentKey() {}

  /** The key of a hash of {@link VectorBlockLayout#HASH_BYTES} bytes. */
  static byte[] of(byte[] hash, LeakKind kind) {
    return append(hash, KINDS.indexOf(kind));
  }

  /** 64 salted bits of the key of a hash: keys that differ in them are different. */
  static long prefix(byte[] hash, LeakKind kind, long salt) {
    return HashCommon.murmurHash3((ByteBuffer.wrap(hash).getLong() + KINDS.indexOf(kind)) ^ salt);
  }

  /** One of at most 128 keys that share the work of one. */
  static byte[] spread(byte[] key, int part) {
    return append(key, part);
  }

  /** What a key is of, spread or not. */
  static LeakKind kind(byte[] key) {
    return KINDS.get(key[VectorBlockLayout.HASH_BYTES]);
  }

  private static byte[] append(byte[] bytes, int last) {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = (byte) last;
    return longer;
  }
}
