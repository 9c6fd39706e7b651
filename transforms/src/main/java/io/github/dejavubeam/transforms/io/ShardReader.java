package io.github.dejavubeam.transforms.io;

import io.github.dejavubeam.schemas.Shard;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.Channels;
import javax.annotation.Nullable;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Reads the examples of a shard, one at a time, whatever its format. What breaks a rule is replaced
 * by a {@link ReadFault}; a shard that breaks off yields the examples before, then a fault with an
 * empty key.
 */
public interface ShardReader extends Closeable {

  /**
   * The next example or fault, in the order of the shard; null at its end.
   *
   * @throws IOException if the file system fails, which says nothing of what the shard holds, so
   *     the caller should fail and be retried
   */
  @Nullable
  ShardEntry next() throws IOException;

  /** Bytes of the shard that were read so far, at most its size. */
  long bytesRead();

  /**
   * A reader of that shard: {@link ParquetShardReader} where its name ends in {@code .parquet},
   * else {@link WebDatasetReader}.
   *
   * @throws IOException if the file system fails
   */
  static ShardReader open(Shard shard, ReadLimits limits) throws IOException {
    return shard.path().endsWith(ParquetShardReader.ENDING)
        ? new ParquetShardReader(shard.path(), limits)
        : new WebDatasetReader(
            Channels.newInputStream(
                FileSystems.open(FileSystems.matchNewResource(shard.path(), false))),
            limits);
  }
}
