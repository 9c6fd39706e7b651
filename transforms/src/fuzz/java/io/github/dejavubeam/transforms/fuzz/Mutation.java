package io.github.dejavubeam.transforms.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Makes a faulty input of good ones: the same for the same random numbers. */
final class Mutation {

  private static final int LOG_MOST = 3;
  private static final int MAX_BYTES = 1 << 20;
  private static final long[] EXTREMES = {
    0, 1, -1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 0x7fffff, 0xffffff,
    Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffffffffL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE,
    0x7ffffff8, 1 << 30, 1 << 28
  };
  private static final List<String> WORDS =
      List.of(
          "0", "-1", "1e999", "NaN", "null", "true", "{}", "[]", "\"\"", "99999999999999999999",
          "-9223372036854775808", "2147483648", "0.0000001", "\\ud800", "\u0000", "\uFFFF", "[[[[[",
          "{\"a\":", "../", "\\", "\"", "'", "77777777777", "\r\n");

  private Mutation() {}

  /** An input with one to eight changes, its checksums right again in half of the cases. */
  static byte[] of(FuzzTarget target, List<byte[]> seeds, long seed) {
    Random random = new Random(seed);
    byte[] input = changed(seeds, random);
    if (random.nextBoolean()) {
      target.repair(input);
    }
    return input;
  }

  private static byte[] changed(List<byte[]> seeds, Random random) {
    byte[] input = seeds.get(random.nextInt(seeds.size())).clone();
    int changes = 1 << random.nextInt(LOG_MOST + 1);
    for (int i = 0; i < changes; i++) {
      input = change(input, seeds, random);
    }
    return input;
  }

  private static byte[] change(byte[] input, List<byte[]> seeds, Random random) {
    if (input.length == 0) {
      return new byte[] {(byte) random.nextInt()};
    }
    int at = random.nextInt(input.length);
    int length = 1 + random.nextInt(Math.min(input.length - at, 1 << random.nextInt(14)));
    return switch (random.nextInt(10)) {
      case 0 -> flipped(input, at, random);
      case 1 -> withByte(input, at, random);
      case 2, 3 -> withNumber(input, at, random);
      case 4 -> Arrays.copyOf(input, at);
      case 5 -> joined(input, at, new byte[0], at + length);
      case 6 -> joined(input, at, Arrays.copyOfRange(input, at, at + length), at);
      case 7 -> spliced(input, at, seeds.get(random.nextInt(seeds.size())), random);
      case 8 -> joined(input, at, word(random), at + random.nextInt(length));
      default -> withNoise(input, at, length, random);
    };
  }

  private static byte[] flipped(byte[] input, int at, Random random) {
    input[at] ^= (byte) (1 << random.nextInt(8));
    return input;
  }

  private static byte[] withByte(byte[] input, int at, Random random) {
    input[at] = (byte) random.nextInt();
    return input;
  }

  /** Overwrites what may be a length with a number that few count on. */
  private static byte[] withNumber(byte[] input, int at, Random random) {
    int width = 1 << random.nextInt(4);
    if (input.length < width) {
      return input;
    }
    long number = EXTREMES[random.nextInt(EXTREMES.length)] + random.nextInt(3) - 1;
    ByteOrder order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    byte[] bytes = ByteBuffer.allocate(Long.BYTES).order(order).putLong(number).array();
    int from = order == ByteOrder.BIG_ENDIAN ? Long.BYTES - width : 0;
    System.arraycopy(bytes, from, input, Math.min(at, input.length - width), width);
    return input;
  }

  private static byte[] withNoise(byte[] input, int at, int length, Random random) {
    for (int i = at; i < at + Math.min(length, 64); i++) {
      input[i] = (byte) random.nextInt();
    }
    return input;
  }

  private static byte[] word(Random random) {
    return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spliced(byte[] input, int at, byte[] other, Random random) {
    int from = random.nextInt(other.length);
    int to = from + random.nextInt(other.length - from);
    return joined(input, at, Arrays.copyOfRange(other, from, to), at);
  }

  /** What is before {@code end}, then {@code middle}, then what is from {@code start} on. */
  private static byte[] joined(byte[] input, int end, byte[] middle, int start) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(input, 0, end);
    out.write(middle, 0, middle.length);
    int from = Math.min(start, input.length);
    out.write(input, from, input.length - from);
    return out.size() > MAX_BYTES ? Arrays.copyOf(out.toByteArray(), MAX_BYTES) : out.toByteArray();
  }
}
