package io.github.dejavubeam.transforms.parquet;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;
import org.junit.jupiter.api.Test;

/** Pages are followed however the bytes of their file are read. */
class ClaimedPagesTest {

  private static final int BEFORE = 7;
  private static final int[] SIZES = {10, 20_000, 0, 300};

  /** Pages of these sizes, the last of which claims another. */
  private static byte[] file(int claimed) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[BEFORE]);
    for (int i = 0; i < SIZES.length; i++) {
      boolean last = i == SIZES.length - 1;
      int size = last ? claimed : SIZES[i];
      Util.writePageHeader(new PageHeader(PageType.DATA_PAGE, SIZES[i], size), file);
      file.write(new byte[SIZES[i]]);
    }
    return file.toByteArray();
  }

  private static void read(byte[] file, int most, Random random) throws IOException {
    ClaimedPages pages = new ClaimedPages(BEFORE, file.length);
    for (int at = 0; at < file.length; ) {
      int length = Math.min(file.length - at, 1 + random.nextInt(most));
      byte[] buffer = new byte[length + 3];
      System.arraycopy(file, at, buffer, 3, length);
      pages.read(at, buffer, 3, length);
      at += length;
    }
  }

  @Test
  void aPageThatClaimsMoreThanTheFileHasIsRefused() throws IOException {
    Random random = new Random(1);
    for (int most : new int[] {1, 100, 1_000, 1 << 20}) {
      read(file(300), most, random);
      for (int claimed : new int[] {301, Integer.MAX_VALUE}) {
        byte[] file = file(claimed);
        assertThrows(IOException.class, () -> read(file, most, random), "claimed " + claimed);
      }
    }
  }

  /** Parquet reads a header again where the length of its column leaves a part of it out. */
  @Test
  void bytesMayBeReadTwice() throws IOException {
    byte[] file = file(Integer.MAX_VALUE);
    ClaimedPages pages = new ClaimedPages(BEFORE, file.length);
    int cut = file.length - SIZES[SIZES.length - 1] - 3;
    pages.read(0, file, 0, cut);
    assertThrows(
        IOException.class, () -> pages.read(cut - 5, file, cut - 5, file.length - cut + 5));
  }

  @Test
  void aHeaderWithoutEndIsRefused() {
    byte[] file = new byte[2 << 20];
    // A field of binary that is said to be longer than all.
    byte[] start = {0x18, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    System.arraycopy(start, 0, file, 0, start.length);
    ClaimedPages pages = new ClaimedPages(0, file.length);
    assertThrows(IOException.class, () -> pages.read(0, file, 0, file.length));
  }

  /** Each byte would be another try at all before it. */
  @Test
  void aHeaderWithoutEndIsRefusedSoonWhereItIsReadByteByByte() {
    // A field of one byte after the other.
    byte[] file = new byte[1 << 20];
    Arrays.fill(file, (byte) 0x11);
    ClaimedPages pages = new ClaimedPages(0, file.length);
    assertThrows(
        IOException.class,
        () -> {
          for (int at = 0; at < 1_000; at++) {
            pages.read(at, file, at, 1);
          }
        });
  }
}
