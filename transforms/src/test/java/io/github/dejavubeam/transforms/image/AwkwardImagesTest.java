package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Kinds of images that the golden cases lack, made of their inputs. */
class AwkwardImagesTest {

  @BeforeEach
  void findImages() {
    GoldenInputs.assumePresent();
  }

  /** The checksum is of the pixels that Pillow 9.4 makes of the same bytes. */
  @Test
  void aYcckJpegIsDecodedAsByPillow() throws Exception {
    byte[] jpeg = input("cmyk.jpg");
    int adobe = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("Adobe");
    jpeg[adobe + 11] = 2;

    CRC32 checksum = new CRC32();
    checksum.update(ImageDecoder.decode(jpeg, 1_000_000).rgb());

    assertEquals(0x2103bad7L, checksum.getValue());
  }

  @Test
  void ofAnAnimatedWebpTheFirstFrameIsSeenInItsPlaceOnABlackCanvas() throws Exception {
    byte[] still = input("lossy.webp");
    RgbImage frame = ImageDecoder.decode(still, 1_000_000);

    RgbImage canvas = ImageDecoder.decode(animation(still, frame, 4, 6), 1_000_000);

    assertEquals(frame.width() + 10, canvas.width());
    assertEquals(frame.height() + 10, canvas.height());
    byte[] expected = new byte[canvas.rgb().length];
    for (int y = 0; y < frame.height(); y++) {
      int target = 3 * ((y + 6) * canvas.width() + 4);
      System.arraycopy(frame.rgb(), 3 * y * frame.width(), expected, target, 3 * frame.width());
    }
    assertArrayEquals(expected, canvas.rgb());
  }

  @Test
  void aFrameBeyondTheCanvasIsRefused() throws Exception {
    byte[] still = input("lossy.webp");
    RgbImage frame = ImageDecoder.decode(still, 1_000_000);

    ImageDecoderTest.assertUnreadable(
        "WebP data is corrupt", animation(still, frame, 12, 0), 1_000_000);
  }

  /** A file of one frame at (left, top), both even, of a canvas 10 pixels larger each way. */
  private static byte[] animation(byte[] still, RgbImage frame, int left, int top) {
    byte[] image = Arrays.copyOfRange(still, 12, still.length);
    ByteBuffer file =
        ByteBuffer.allocate(12 + 18 + 24 + image.length).order(ByteOrder.LITTLE_ENDIAN);
    name(file, "RIFF").putInt(file.capacity() - 8);
    name(file, "WEBP");
    name(file, "VP8X").putInt(10).putInt(2);
    put24(file, frame.width() + 9, frame.height() + 9);
    name(file, "ANMF").putInt(16 + image.length);
    put24(file, left / 2, top / 2, frame.width() - 1, frame.height() - 1, 100);
    return file.put((byte) 0).put(image).array();
  }

  private static ByteBuffer name(ByteBuffer file, String name) {
    return file.put(name.getBytes(StandardCharsets.US_ASCII));
  }

  private static void put24(ByteBuffer file, int... values) {
    for (int value : values) {
      file.putShort((short) value).put((byte) (value >> 16));
    }
  }

  private static byte[] input(String name) {
    return GoldenInputs.read(GoldenInputs.DIRECTORY.resolve("inputs").resolve(name));
  }
}
