package io.github.dejavubeam.transforms.parquet;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import javax.annotation.Nullable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A file of Beam's file systems as the one that parquet reads. It remembers the failures of the
 * file system, so that they are told apart from what parquet throws about the bytes themselves.
 * Reading fails, too, where a page claims more bytes than there are ({@link ClaimedPages}).
 */
final class ChannelInputFile implements InputFile {

  private final Metadata file;
  private List<ClaimedPages> pages = List.of();
  @Nullable private IOException failure;

  /**
   * A file of that path.
   *
   * @throws IOException if it is not there
   */
  ChannelInputFile(String path) throws IOException {
    this.file = FileSystems.matchSingleFileSpec(path);
  }

  /** Throws the failure of the file system, if there was one. */
  void rethrowFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Bytes that are read from now on are pages of columns that start at these positions. */
  void followPages(List<Long> starts) {
    pages = starts.stream().map(start -> new ClaimedPages(start, getLength())).toList();
  }

  @Override
  public long getLength() {
    return file.sizeBytes();
  }

  @Override
  public SeekableInputStream newStream() throws IOException {
    try {
      ReadableByteChannel channel = FileSystems.open(file.resourceId());
      if (channel instanceof SeekableByteChannel seekable) {
        return new Stream(new Bytes(seekable));
      }
      channel.close();
      throw new IOException(
          file.resourceId() + " lies on a file system without random access, as parquet needs");
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  /** The bytes from where the channel stands. */
  private final class Bytes extends InputStream {
    private final SeekableByteChannel channel;

    Bytes(SeekableByteChannel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long position;
      int read;
      try {
        position = channel.position();
        read = channel.read(ByteBuffer.wrap(buffer, offset, length));
      } catch (IOException e) {
        failure = e;
        throw e;
      } catch (RuntimeException e) {
        // Clients of remote stores report a lost connection this way too.
        failure = new IOException("reading failed", e);
        throw failure;
      }
      for (ClaimedPages column : pages) {
        column.read(position, buffer, offset, read);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static final class Stream extends DelegatingSeekableInputStream {
    private final SeekableByteChannel channel;

    Stream(Bytes bytes) {
      super(bytes);
      this.channel = bytes.channel;
    }

    @Override
    public long getPos() throws IOException {
      return channel.position();
    }

    @Override
    public void seek(long position) throws IOException {
      channel.position(position);
    }
  }
}
