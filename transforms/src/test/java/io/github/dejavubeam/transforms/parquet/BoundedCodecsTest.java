package io.github.dejavubeam.transforms.parquet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class BoundedCodecsTest {

  @Test
  void aPageThatWouldTakeMoreMemoryThanAllowedIsNotDecompressed() throws IOException {
    CodecFactory codecs = new CodecFactory(new Configuration(false), 1 << 10);
    byte[] page = new byte[1_000];
    byte[] compressed =
        bytes(codecs.getCompressor(CompressionCodecName.ZSTD).compress(BytesInput.from(page)));
    BytesInputDecompressor bounded =
        new BoundedCodecs(codecs, 1_000).getDecompressor(CompressionCodecName.ZSTD);

    assertArrayEquals(page, bytes(bounded.decompress(BytesInput.from(compressed), 1_000)));
    for (int claimed : new int[] {1_001, Integer.MAX_VALUE, -1}) {
      assertThrows(
          IOException.class, () -> bounded.decompress(BytesInput.from(compressed), claimed));
    }
  }

  private static byte[] bytes(BytesInput input) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }
}
