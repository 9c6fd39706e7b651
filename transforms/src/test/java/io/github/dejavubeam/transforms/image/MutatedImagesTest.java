package io.github.dejavubeam.transforms.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MutatedImagesTest {

  private static final String[] MAGIC = {
    "\u00ff\u00d8\u00ff",
    "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR",
    "RIFF\0\1\0\0WEBPVP8X\n\0\0\0",
    "RIFF\0\1\0\0WEBPVP8 ",
    "GIF89a"
  };

  /** libjpeg writes warnings about some mutations to the standard error, which is discarded. */
  @Test
  void nothingButARefusalComesOfAMutatedImage() throws Exception {
    GoldenInputs.assumePresent();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                MutatedImages.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
    assertTrue(output.matches("[1-9]\\d+ decoded, [1-9]\\d+ refused\\s+"), output);
  }

  @Test
  void headersOfNoiseAreReadOrRefused() throws IOException {
    Random random = new Random(8);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] magic = MAGIC[random.nextInt(MAGIC.length)].getBytes(StandardCharsets.ISO_8859_1);
      byte[] bytes = new byte[magic.length + random.nextInt(64)];
      random.nextBytes(bytes);
      System.arraycopy(magic, 0, bytes, 0, magic.length);
      try {
        ImageHeader header = ImageHeader.parse(bytes);
        assertTrue(header.width() >= 0 && header.height() >= 0);
        read++;
      } catch (UnreadableImageException e) {
        assertTrue(e.getMessage().length() < 80);
      }
    }
    assertTrue(read > 1000, () -> "read few headers");
  }
}
