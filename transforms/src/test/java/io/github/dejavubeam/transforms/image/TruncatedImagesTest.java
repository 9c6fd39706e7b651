package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A file that was cut short is refused and never decoded to what was there of it. */
class TruncatedImagesTest {

  private static final int CUTS = 97;

  @BeforeEach
  void findImages() {
    GoldenInputs.assumePresent();
  }

  @Test
  void cutJpegs() throws Exception {
    assertEveryCutIsRefused(".jpg", "JPEG data is truncated", 0);
  }

  @Test
  void cutPngs() throws Exception {
    assertEveryCutIsRefused(".png", "PNG data is truncated", 0);
  }

  @Test
  void cutWebps() throws Exception {
    assertEveryCutIsRefused(".webp", "WebP data is truncated", 0);
  }

  /** Whose last two bytes end a list of blocks that is complete without, for Pillow too. */
  @Test
  void cutGifs() throws Exception {
    assertEveryCutIsRefused(".gif", "GIF data is truncated", 2);
  }

  /** A thumbnail in an EXIF segment ends with an end marker of its own. */
  @Test
  void theEndOfAThumbnailIsNotTheEndOfTheImage() throws Exception {
    byte[] jpeg = EncodedImages.encode(EncodedImages.noise(40, 40, 9), "jpeg");
    byte[] thumbnail = {(byte) 0xff, (byte) 0xe1, 0, 4, (byte) 0xff, (byte) 0xd9};
    byte[] both = new byte[jpeg.length + thumbnail.length];
    System.arraycopy(jpeg, 0, both, 0, 2);
    System.arraycopy(thumbnail, 0, both, 2, thumbnail.length);
    System.arraycopy(jpeg, 2, both, 2 + thumbnail.length, jpeg.length - 2);

    assertEquals(40, ImageDecoder.decode(both, 1600).width());
    ImageDecoderTest.assertUnreadable(
        "JPEG data is truncated", Arrays.copyOf(both, both.length - 100), 1600);
  }

  private static void assertEveryCutIsRefused(String suffix, String reason, int spareBytes)
      throws Exception {
    List<Path> files = GoldenInputs.endingWith(suffix);
    Map<String, Integer> reasons = new TreeMap<>();
    for (Path file : files) {
      byte[] whole = GoldenInputs.read(file);
      ImageDecoder.decode(whole, ImageDecoder.DEFAULT_MAX_PIXELS);
      int longest = whole.length - 1 - spareBytes;
      for (int i = 0; i < CUTS; i++) {
        // From a length that still tells the format to the longest cut.
        byte[] cut = Arrays.copyOf(whole, longest - (int) ((longest - 12L) * i / (CUTS - 1)));
        UnreadableImageException refusal =
            assertThrows(
                UnreadableImageException.class,
                () -> ImageDecoder.decode(cut, ImageDecoder.DEFAULT_MAX_PIXELS),
                () -> file + " cut to " + cut.length);
        reasons.merge(refusal.getMessage(), 1, Integer::sum);
      }
    }
    assertEquals(Map.of(reason, files.size() * CUTS), reasons);
  }
}
