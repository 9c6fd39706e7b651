package io.github.dejavubeam.transforms.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/**
 * Follows the pages of a column while its bytes are read, from header to header, and refuses one
 * that claims more bytes than its file has. Parquet makes room for what the last page of a row
 * group claims, up to 2 GiB, before it finds that they are not there.
 */
final class ClaimedPages {

  /** What is looked at together; most headers are far shorter. */
  private static final int STEP = 1 << 12;

  /**
   * How often a header may be found not to be all there: 1 MiB in steps. It holds the smallest and
   * the largest value, which writers cut off far below that. Where a column leaves out the end of
   * its last header, parquet reads that byte by byte, and it has some twenty.
   */
  private static final int MOST_TRIES = 256;

  private final long fileBytes;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
  private int tries;
  private long next;

  /**
   * Pages from {@code first} on.
   *
   * @param first where the first header is in the file
   * @param fileBytes length of the file
   */
  ClaimedPages(long first, long fileBytes) {
    this.next = first;
    this.fileBytes = fileBytes;
  }

  /**
   * Bytes of the file were read.
   *
   * @param position where {@code bytes[offset]} is in the file
   * @throws IOException if a page claims too much
   */
  void read(long position, byte[] bytes, int offset, int length) throws IOException {
    long end = position + length;
    for (long wanted = next + header.size();
        position <= wanted && wanted < end;
        wanted = next + header.size()) {
      header.write(bytes, offset + (int) (wanted - position), (int) Math.min(end - wanted, STEP));
      passHeader();
    }
  }

  /** Goes on to the next page, unless the header is not all there. */
  private void passHeader() throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(header.toByteArray());
    PageHeader page;
    try {
      // A size below 0 is refused here.
      page = Util.readPageHeader(in);
    } catch (IOException | RuntimeException e) {
      if (++tries == MOST_TRIES) {
        throw new IOException("a header of a page does not end", e);
      }
      return;
    }
    int headerBytes = header.size() - in.available();
    header.reset();
    tries = 0;
    next += headerBytes + (long) page.getCompressed_page_size();
    if (next > fileBytes) {
      throw new IOException("a page claims more bytes than the file has");
    }
  }
}
