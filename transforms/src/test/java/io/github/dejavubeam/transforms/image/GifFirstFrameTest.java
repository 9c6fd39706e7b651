package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;

class GifFirstFrameTest {

  /** Red, green, blue, white at indices 0 to 3. */
  private static final byte[] PALETTE = {-1, 0, 0, 0, -1, 0, 0, 0, -1, -1, -1, -1};

  /** One row of the indices 1, 2: clear, 1, 2, end in codes of 3 bits. */
  private static final byte[] TWO_PIXELS = {2, 2, (byte) 0b10_001_100, (byte) 0b0000_1010, 0};

  @Test
  void decodesWhatTheJdkDecodes() throws Exception {
    Random random = new Random(4);
    for (int round = 0; round < 60; round++) {
      int colours = 2 + random.nextInt(255);
      byte[] gif =
          encode(
              indexed(1 + random.nextInt(90), 1 + random.nextInt(90), colours, random),
              random.nextBoolean());

      RgbImage decoded = ImageDecoder.decode(gif, 10_000);

      BufferedImage expected = ImageIO.read(new ByteArrayInputStream(gif));
      assertEquals(expected.getWidth(), decoded.width());
      assertArrayEquals(EncodedImages.rgb(expected), decoded.rgb(), "round " + round);
    }
  }

  @Test
  void theCanvasGrowsToHoldTheFrame() throws Exception {
    RgbImage decoded = ImageDecoder.decode(gif(1, 1, new byte[0], 2, 1), 100);

    assertEquals(4, decoded.width());
    assertEquals(2, decoded.height());
    byte[] expected = new byte[24];
    for (int i = 0; i < 8; i++) {
      expected[3 * i] = -1;
    }
    System.arraycopy(PALETTE, 3, expected, 18, 6);
    assertArrayEquals(expected, decoded.rgb());
  }

  @Test
  void whatTheFrameLeavesFreeHasTheColourOfTheTransparentIndex() throws Exception {
    byte[] control = {'!', (byte) 0xf9, 4, 1, 0, 0, 3, 0};

    RgbImage decoded = ImageDecoder.decode(gif(3, 1, control, 1, 0), 100);

    assertArrayEquals(new byte[] {-1, -1, -1, 0, -1, 0, 0, 0, -1}, decoded.rgb());
  }

  @Test
  void theLimitIsThatOfTheGrownCanvas() throws Exception {
    byte[] gif = gif(1, 1, new byte[0], 65_533, 65_534);

    ImageDecoderTest.assertUnreadable(
        "image exceeds the pixel limit", gif, ImageDecoder.DEFAULT_MAX_PIXELS);
  }

  /** A file of one frame of two pixels by one at (left, top). */
  private static byte[] gif(int width, int height, byte[] extension, int left, int top)
      throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    writeShorts(bytes, width, height);
    bytes.write(new byte[] {(byte) 0x81, 0, 0});
    bytes.write(PALETTE);
    bytes.write(extension);
    bytes.write(',');
    writeShorts(bytes, left, top, 2, 1);
    bytes.write(0);
    bytes.write(TWO_PIXELS);
    bytes.write(';');
    return bytes.toByteArray();
  }

  private static void writeShorts(ByteArrayOutputStream bytes, int... values) {
    for (int value : values) {
      bytes.write(value);
      bytes.write(value >> 8);
    }
  }

  private static BufferedImage indexed(int width, int height, int colours, Random random) {
    byte[] palette = new byte[3 * colours];
    random.nextBytes(palette);
    BufferedImage image =
        new BufferedImage(
            width,
            height,
            BufferedImage.TYPE_BYTE_INDEXED,
            new IndexColorModel(8, colours, palette, 0, false));
    int index = 0;
    for (int i = 0; i < width * height; i++) {
      // Runs, so that codes stand for strings.
      index = random.nextInt(3) == 0 ? random.nextInt(colours) : index;
      image.getRaster().setSample(i % width, i / width, 0, index);
    }
    return image;
  }

  private static byte[] encode(BufferedImage image, boolean interlaced) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setProgressiveMode(
        interlaced ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
    try (ImageOutputStream stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
