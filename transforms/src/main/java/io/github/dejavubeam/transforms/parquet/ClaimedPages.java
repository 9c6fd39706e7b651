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

  /** Headers hold the smallest and the largest value, which writers cut off far below that. */
  private static final int MAX_HEADER_BYTES = 1 << 20;

  /** What is looked at together; most headers are far shorter. */
  private static final int STEP = 1 << 12;

  private final long fileBytes;
  private final ByteArrayOutputStream header = new ByteArrayOutputStream();
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
      if (header.size() > MAX_HEADER_BYTES) {
        throw new IOException("a header of a page is longer than " + MAX_HEADER_BYTES, e);
      }
      return;
    }
    int headerBytes = header.size() - in.available();
    header.reset();
    next += headerBytes + (long) page.getCompressed_page_size();
    if (next > fileBytes) {
      throw new IOException("a page claims more bytes than the file has");
    }
  }
}
