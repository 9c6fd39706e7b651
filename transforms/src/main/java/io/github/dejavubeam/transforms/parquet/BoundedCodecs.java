package io.github.dejavubeam.transforms.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Codecs that refuse to decompress a page into more bytes than are allowed: a few bytes of a
 * hostile file can ask for any amount of memory.
 */
final class BoundedCodecs implements CompressionCodecFactory {

  private final CompressionCodecFactory codecs;
  private final int maxBytes;

  BoundedCodecs(CompressionCodecFactory codecs, int maxBytes) {
    this.codecs = codecs;
    this.maxBytes = maxBytes;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    BytesInputDecompressor unbounded = codecs.getDecompressor(codec);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        requireAllowed(size);
        return unbounded.decompress(bytes, size);
      }

      @Override
      public void decompress(ByteBuffer from, int compressed, ByteBuffer to, int size)
          throws IOException {
        requireAllowed(size);
        unbounded.decompress(from, compressed, to, size);
      }

      @Override
      public void release() {
        unbounded.release();
      }
    };
  }

  private void requireAllowed(int size) throws IOException {
    if (size < 0 || size > maxBytes) {
      throw new IOException("a page of " + size + " bytes is larger than the limit");
    }
  }

  @Override
  public void release() {
    codecs.release();
  }
}
