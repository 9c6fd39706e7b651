package io.github.dejavubeam.transforms.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.annotation.Nullable;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The regular files of a tar, streamed. Stricter than the library: a header must match its
 * checksum, the archive must have its end mark (at least one of the two blocks of zeros), and
 * nothing but zeros may follow it, for else a cut or a concatenated archive would pass as whole.
 */
final class TarMembers implements Closeable {

  /** Most bytes of headers, long names and extended attributes before one member. */
  static final int HEADER_BYTES = 1 << 18;

  /** Global headers are kept, so their number is bounded too; archives have none or one. */
  private static final int MAX_GLOBAL_HEADERS = 16;

  private static final int TYPE_OFFSET = 156;
  private static final char LAST_ASCII = 0x7F;
  private static final char LAST_LATIN1 = 0xFF;

  private final SourceStream source;
  private final CheckedTar tar;
  @Nullable private TarArchiveEntry current;

  TarMembers(SourceStream source) {
    this.source = source;
    this.tar = new CheckedTar(source);
    source.allow(HEADER_BYTES);
  }

  /**
   * The next regular file, or null at the end mark.
   *
   * @throws IOException if the file system fails
   * @throws BrokenShardException if the bytes are not those of a whole tar
   */
  @Nullable
  TarArchiveEntry next() throws IOException, BrokenShardException {
    do {
      current = nextEntry();
    } while (current != null && !isRegularFile(current));
    return current;
  }

  /**
   * The content of the member that {@link #next} gave, which must fit in an array.
   *
   * @throws IOException if the file system fails
   * @throws BrokenShardException if the content is cut short
   */
  byte[] content() throws IOException, BrokenShardException {
    byte[] content = new byte[Math.toIntExact(current.getSize())];
    try {
      if (tar.readNBytes(content, 0, content.length) == content.length) {
        return content;
      }
    } catch (IOException e) {
      source.rethrowFailure();
    }
    throw new BrokenShardException(ReadFault.BROKEN_SHARD);
  }

  /**
   * The name of the member that {@link #next} gave: UTF-8, or Latin-1 where its bytes are not.
   *
   * <p>The library gives names of plain headers byte by byte, and those of extended headers decoded
   * from UTF-8.
   */
  String name() {
    String name = current.getName();
    int all = 0;
    for (int i = 0; i < name.length(); i++) {
      all |= name.charAt(i);
    }
    if (all <= LAST_ASCII || all > LAST_LATIN1) {
      return name;
    }
    try {
      byte[] bytes = name.getBytes(StandardCharsets.ISO_8859_1);
      return StrictText.decode(bytes, ReadFault.NAME_NOT_UTF8);
    } catch (InvalidMemberException e) {
      return name;
    }
  }

  @Nullable
  private TarArchiveEntry nextEntry() throws IOException, BrokenShardException {
    TarArchiveEntry entry;
    try {
      entry = tar.getNextEntry();
    } catch (IOException | RuntimeException e) {
      // The library meets hostile headers with exceptions of many types; all mean the same here.
      source.rethrowFailure();
      throw new BrokenShardException(ReadFault.BROKEN_SHARD);
    }
    if (entry == null) {
      requireEnd();
      return null;
    }
    if (entry.isSparse()) {
      // Its size is a claim that no bytes back, and the library recurses over its map.
      throw new BrokenShardException(ReadFault.SPARSE_MEMBER);
    }
    long content = Math.min(entry.getSize(), Long.MAX_VALUE - HEADER_BYTES);
    source.allow(content + HEADER_BYTES);
    return entry;
  }

  private void requireEnd() throws IOException, BrokenShardException {
    if (source.bytesRead() == 0) {
      throw new BrokenShardException(ReadFault.EMPTY_SHARD);
    }
    if (!tar.endMarked) {
      throw new BrokenShardException(ReadFault.BROKEN_SHARD);
    }
    source.allow(Long.MAX_VALUE);
    byte[] rest = new byte[1 << 13];
    boolean zeros = !tar.dataAfterEnd;
    for (int count = source.read(rest); zeros && count > 0; count = source.read(rest)) {
      for (int i = 0; i < count; i++) {
        zeros &= rest[i] == 0;
      }
    }
    if (!zeros) {
      throw new BrokenShardException(ReadFault.DATA_AFTER_END);
    }
  }

  private static boolean isRegularFile(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_NORMAL, TarConstants.LF_OLDNORM, TarConstants.LF_CONTIG ->
          !entry.isDirectory();
      default -> false;
    };
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /** Sees every header block that the library takes for the end of the archive, or not. */
  private static final class CheckedTar extends TarArchiveInputStream {

    private boolean ended;
    private boolean endMarked;
    private boolean dataAfterEnd;
    private int globalHeaders;

    CheckedTar(SourceStream source) {
      super(
          source,
          TarConstants.DEFAULT_RCDSIZE,
          TarConstants.DEFAULT_RCDSIZE,
          // Where bytes are not UTF-8 the library would put '?' and make different names one.
          StandardCharsets.ISO_8859_1.name());
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean end = super.isEOFRecord(block);
      if (ended) {
        dataAfterEnd |= !end;
      } else if (end) {
        ended = true;
        endMarked = block != null;
      } else {
        if (block[TYPE_OFFSET] == TarConstants.LF_PAX_GLOBAL_EXTENDED_HEADER) {
          globalHeaders++;
        }
        ended = globalHeaders > MAX_GLOBAL_HEADERS || !TarUtils.verifyCheckSum(block);
      }
      return end || ended;
    }
  }
}
