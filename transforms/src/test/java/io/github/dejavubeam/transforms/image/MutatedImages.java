package io.github.dejavubeam.transforms.image;

import java.nio.file.Path;
import java.util.Random;

/**
 * Decodes random mutations of the golden inputs and fails on any exception but {@link
 * UnreadableImageException}. A program of its own, since a crash of a native decoder would take the
 * tests with it.
 */
final class MutatedImages {

  private static final int MUTATIONS = 60;
  private static final int HEADER_BYTES = 700;

  private MutatedImages() {}

  /** Prints how many mutations were decoded and how many refused. */
  public static void main(String[] arguments) throws Exception {
    Random random = new Random(20240617);
    int decoded = 0;
    int refused = 0;
    for (Path file : GoldenInputs.endingWith("")) {
      byte[] whole = GoldenInputs.read(file);
      for (int i = 0; i < MUTATIONS; i++) {
        try {
          RgbImage image = ImageDecoder.decode(mutated(whole, random), 4_000_000);
          decoded += image.width() > 0 ? 1 : 0;
        } catch (UnreadableImageException e) {
          refused++;
        }
      }
    }
    System.out.println(decoded + " decoded, " + refused + " refused");
  }

  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    int changes = 1 << random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      int end = random.nextBoolean() ? bytes.length : Math.min(bytes.length, HEADER_BYTES);
      int position = random.nextInt(end);
      switch (random.nextInt(3)) {
        case 0 -> bytes[position] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[position] = (byte) random.nextInt(256);
        default -> bytes[position] = (byte) (random.nextBoolean() ? 0xff : 0);
      }
    }
    return bytes;
  }
}
