package io.github.dejavubeam.transforms.io;

import static io.github.dejavubeam.transforms.io.Tars.tar;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.junit.jupiter.api.Test;

/** A lost connection is no fault of the shard: it is thrown, so that the runner tries again. */
class SourceFailureTest {

  @Test
  void aFailureOfTheFileSystemIsThrownAndThrownAgain() throws IOException {
    byte[] shard = tar().example("a").example("b").bytes();
    for (int healthy = 0; healthy < shard.length; healthy += 100) {
      IOException lost = new IOException("connection reset");
      try (WebDatasetReader reader =
          new WebDatasetReader(failingAfter(shard, healthy, lost), ReadLimits.defaults())) {
        assertSame(lost, assertThrows(IOException.class, () -> Tars.readAll(reader)));
        assertSame(lost, assertThrows(IOException.class, reader::next));
      }
    }
  }

  @Test
  void anUncheckedFailureOfTheFileSystemIsAnIOException() throws IOException {
    IllegalStateException lost = new IllegalStateException("503");
    byte[] shard = tar().example("a").bytes();
    try (WebDatasetReader reader =
        new WebDatasetReader(failingAfter(shard, 700, lost), ReadLimits.defaults())) {
      IOException thrown = assertThrows(IOException.class, () -> Tars.readAll(reader));
      assertSame(lost, thrown.getCause());
    }
  }

  private static InputStream failingAfter(byte[] shard, int healthy, Exception failure) {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            if (failure instanceof IOException io) {
              throw io;
            }
            throw (RuntimeException) failure;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
          }
        };
    return new SequenceInputStream(new ByteArrayInputStream(shard, 0, healthy), failing);
  }
}
