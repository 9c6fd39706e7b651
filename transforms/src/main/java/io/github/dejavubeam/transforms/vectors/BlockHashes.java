package io.github.dejavubeam.transforms.vectors;

import it.unimi.dsi.fastutil.longs.LongArrayList;
import it.unimi.dsi.fastutil.longs.LongIterable;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import it.unimi.dsi.fastutil.longs.LongSet;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.BiConsumer;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.util.VarInt;
import org.apache.beam.sdk.values.KV;

/**
 * Some of the hashes of one block, on their way to meet those of others in {@link SharedHashes}.
 *
 * @param group hashes are looked for in other groups than this, at least 0
 * @param block names the block
 * @param hashes 64 bits each, evenly distributed whatever was hashed: salted, as data is hostile
 */
@SuppressWarnings("ArrayRecordComponent") // Millions of these are made, and none is compared.
public record BlockHashes(int group, long block, long[] hashes) {

  /** How it travels. */
  public static final Coder<BlockHashes> CODER = new BlockHashesCoder();

  /** How it travels under the number of its part. */
  public static final Coder<KV<Integer, BlockHashes>> OF_PART = KvCoder.of(VarIntCoder.of(), CODER);

  /** All hashes are dealt to so many parts, which meet apart from each other: a power of two. */
  private static final int PARTS = 1024;

  /** Deals the hashes of a block to parts and hands over what came to each, under its number. */
  public static void deal(
      int group, long block, LongIterable hashes, BiConsumer<Integer, BlockHashes> parts) {
    LongArrayList[] dealt = new LongArrayList[PARTS];
    hashes.forEach(
        (long hash) -> {
          int part = (int) (hash >>> (Long.SIZE - Integer.numberOfTrailingZeros(PARTS)));
          if (dealt[part] == null) {
            dealt[part] = new LongArrayList();
          }
          dealt[part].add(hash);
        });
    for (int part = 0; part < PARTS; part++) {
      if (dealt[part] != null) {
        parts.accept(part, new BlockHashes(group, block, dealt[part].toLongArray()));
      }
    }
  }

  /** All the hashes of them. */
  public static LongSet all(Iterable<BlockHashes> some) {
    LongOpenHashSet all = new LongOpenHashSet();
    for (BlockHashes each : some) {
      for (long hash : each.hashes) {
        all.add(hash);
      }
    }
    return all;
  }

  private static final class BlockHashesCoder extends AtomicCoder<BlockHashes> {
    @Override
    public void encode(BlockHashes value, OutputStream out) throws IOException {
      DataOutputStream data = new DataOutputStream(out);
      VarInt.encode(value.group, data);
      data.writeLong(value.block);
      VarInt.encode(value.hashes.length, data);
      for (long hash : value.hashes) {
        data.writeLong(hash);
      }
      data.flush();
    }

    @Override
    public BlockHashes decode(InputStream in) throws IOException {
      DataInputStream data = new DataInputStream(in);
      int group = VarInt.decodeInt(data);
      long block = data.readLong();
      long[] hashes = new long[VarInt.decodeInt(data)];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = data.readLong();
      }
      return new BlockHashes(group, block, hashes);
    }
  }
}
