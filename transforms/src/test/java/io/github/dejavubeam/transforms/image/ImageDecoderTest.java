package io.github.dejavubeam.transforms.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageDecoderTest {

  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** Two libraries, one result: which of them decodes depends on the platform. */
  @Test
  void aJpegIsScaledDownWhileItIsDecoded() throws Exception {
    assumeTrue(JpegCodec.AVAILABLE, "this platform has no Leptonica");
    byte[] jpeg = EncodedImages.encode(EncodedImages.noise(67, 41, 5), "jpeg");
    ImageHeader header = ImageHeader.parse(jpeg);
    for (int reduction : new int[] {1, 2, 4, 8}) {
      RgbImage scaled = ImageDecoder.decode(jpeg, NO_LIMIT, reduction);

      assertEquals((67 + reduction - 1) / reduction, scaled.width());
      assertEquals((41 + reduction - 1) / reduction, scaled.height());
      assertArrayEquals(
          OpenCvCodec.decodeReduced(jpeg, header, reduction).rgb(), scaled.rgb(), "" + reduction);
    }
  }

  @Test
  void onlyAJpegOfAtLeastTwiceTheWantedSizeIsScaledDown() throws Exception {
    byte[] jpeg = EncodedImages.encode(EncodedImages.noise(70, 41, 5), "jpeg");
    byte[] png = EncodedImages.encode(EncodedImages.noise(70, 41, 5), "png");

    assertEquals(1, ImageDecoder.jpegReduction(jpeg, 21));
    assertEquals(2, ImageDecoder.jpegReduction(jpeg, 20));
    assertEquals(4, ImageDecoder.jpegReduction(jpeg, 10));
    assertEquals(8, ImageDecoder.jpegReduction(jpeg, 1));
    assertEquals(1, ImageDecoder.jpegReduction(png, 1));
    assertEquals(1, ImageDecoder.jpegReduction(new byte[] {1, 2}, 1));
  }

  @Test
  void aPngGivesItsPixels() throws Exception {
    BufferedImage image = EncodedImages.noise(13, 7, 1);

    RgbImage decoded = ImageDecoder.decode(EncodedImages.encode(image, "png"), 13 * 7);

    assertEquals(13, decoded.width());
    assertEquals(7, decoded.height());
    assertArrayEquals(EncodedImages.rgb(image), decoded.rgb());
  }

  @Test
  void alphaIsDroppedAndNotBlended() throws Exception {
    byte[] png = EncodedImages.png(1, 1, 8, 6, new byte[] {0, 10, 20, 30, 0});

    assertArrayEquals(new byte[] {10, 20, 30}, ImageDecoder.decode(png, NO_LIMIT).rgb());
  }

  /** As Pillow 9.4: 16-bit colour keeps its high byte, 16-bit grey is clipped. */
  @Test
  void sixteenBitsBecomeEightAsInPillow() throws Exception {
    byte[] colour = EncodedImages.png(1, 1, 16, 2, new byte[] {0, 1, 2, 3, 4, 5, 6});
    byte[] grey = EncodedImages.png(2, 1, 16, 0, new byte[] {0, 0, 77, 1, 0});

    assertArrayEquals(new byte[] {1, 3, 5}, ImageDecoder.decode(colour, NO_LIMIT).rgb());
    assertArrayEquals(
        new byte[] {77, 77, 77, -1, -1, -1}, ImageDecoder.decode(grey, NO_LIMIT).rgb());
  }

  @Test
  void anImageOverThePixelLimitIsRefused() throws Exception {
    byte[] png = EncodedImages.encode(EncodedImages.noise(13, 7, 1), "png");

    assertUnreadable("image exceeds the pixel limit", png, 13 * 7 - 1);
  }

  /** The pixels would take 1.2 GB, more than the heap of the tests. */
  @Test
  void aBombIsRefusedFromItsHeaderAlone() throws Exception {
    byte[] bomb = EncodedImages.png(20_000, 20_000, 8, 2, new byte[100_000]);

    assertUnreadable("image exceeds the pixel limit", bomb, ImageDecoder.DEFAULT_MAX_PIXELS);
    assertUnreadable(
        "image exceeds the pixel limit", Arrays.copyOf(bomb, 26), ImageDecoder.DEFAULT_MAX_PIXELS);
  }

  @Test
  void noLimitAllowsMorePixelsThanAnArrayHolds() throws Exception {
    byte[] bomb = EncodedImages.png(1 << 30, 1 << 30, 8, 2, new byte[0]);

    assertUnreadable("image exceeds the pixel limit", bomb, NO_LIMIT);
  }

  @Test
  void anImageWithoutPixelsIsRefused() throws Exception {
    assertUnreadable("image has no pixels", EncodedImages.png(0, 5, 8, 2, new byte[0]), NO_LIMIT);
  }

  @Test
  void otherBytesAreRefusedByTheirFirst() {
    String reason = "not a JPEG, PNG, WebP or GIF image";
    assertUnreadable(reason, new byte[0], NO_LIMIT);
    assertUnreadable(reason, "RIFF....WAVE".getBytes(ISO_8859_1), NO_LIMIT);
    assertUnreadable(reason, "<svg xmlns=''/>".getBytes(ISO_8859_1), NO_LIMIT);
  }

  @Test
  void aGoodHeaderBeforeDataThatAreNoneIsRefused() {
    byte[] webp = new byte[60];
    byte[] header = "RIFF\64\0\0\0WEBPVP8 \50\0\0\0\20\0\0\u009d\1\52\5\0\5\0".getBytes(ISO_8859_1);
    System.arraycopy(header, 0, webp, 0, header.length);

    assertUnreadable("WebP data cannot be decoded", webp, NO_LIMIT);
  }

  @Test
  void aChangedByteOfAPngIsNoticed() throws Exception {
    byte[] png = EncodedImages.encode(EncodedImages.noise(9, 9, 3), "png");
    png[60] ^= 1;

    assertUnreadable("PNG data is corrupt", png, NO_LIMIT);
  }

  @Test
  void manyThreadsDecodeAlike() throws Exception {
    BufferedImage image = EncodedImages.noise(64, 48, 5);
    List<byte[]> files =
        List.of(EncodedImages.encode(image, "png"), EncodedImages.encode(image, "jpeg"));
    byte[] png = ImageDecoder.decode(files.get(0), NO_LIMIT).rgb();
    byte[] jpeg = ImageDecoder.decode(files.get(1), NO_LIMIT).rgb();

    boolean alike =
        IntStream.range(0, 200)
            .parallel()
            .allMatch(i -> Arrays.equals(i % 2 == 0 ? png : jpeg, decoded(files.get(i % 2))));

    assertEquals(true, alike);
  }

  private static byte[] decoded(byte[] encoded) {
    try {
      return ImageDecoder.decode(encoded, NO_LIMIT).rgb();
    } catch (UnreadableImageException e) {
      throw new AssertionError(e);
    }
  }

  static void assertUnreadable(String reason, byte[] encoded, long maxPixels) {
    UnreadableImageException refusal =
        assertThrows(UnreadableImageException.class, () -> ImageDecoder.decode(encoded, maxPixels));
    assertEquals(reason, refusal.getMessage());
  }
}
