package io.github.dejavubeam.transforms.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.dejavubeam.schemas.VectorType;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a .npy file that holds a matrix of vectors, a row each, of versions 1 to 3 of the
 * format (numpy.lib.format).
 *
 * @param type of the components, little-endian
 * @param rows number of vectors
 * @param dimension components of a vector, at least 1
 * @param bytes length of the header, after which the components follow
 */
record NpyHeader(VectorType type, long rows, int dimension, long bytes) {

  /** As much as numpy itself reads of a header without being told to trust it. */
  private static final int MAX_BYTES = 10_000;

  private static final String MAGIC = "\u0093NUMPY";
  private static final int PREFIX_BYTES = 10;
  private static final int ALIGNMENT = 64;

  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE =
      Pattern.compile("'shape'\\s*:\\s*\\(\\s*(\\d{1,18})\\s*,\\s*(\\d{1,9})\\s*,?\\s*\\)");

  /**
   * Reads a header and leaves the stream behind it.
   *
   * @param path names the file in errors
   * @throws IOException if the file system fails
   * @throws BadNpyException if it is another file, or its array is not a matrix of float16 or
   *     float32 in C order
   */
  static NpyHeader read(InputStream in, String path) throws IOException, BadNpyException {
    try {
      DataInputStream data = new DataInputStream(in);
      byte[] magic = new byte[MAGIC.length()];
      data.readFully(magic);
      if (!new String(magic, ISO_8859_1).equals(MAGIC)) {
        throw new BadNpyException(path, "is not a .npy file");
      }
      int version = data.readUnsignedByte();
      data.readUnsignedByte();
      if (version < 1 || version > 3) {
        throw new BadNpyException(path, "is of version " + version + " of the .npy format");
      }
      int prefix = version == 1 ? PREFIX_BYTES : PREFIX_BYTES + 2;
      long length =
          version == 1
              ? Short.toUnsignedInt(Short.reverseBytes(data.readShort()))
              : Integer.toUnsignedLong(Integer.reverseBytes(data.readInt()));
      if (length > MAX_BYTES) {
        throw new BadNpyException(path, "has a header of " + length + " bytes");
      }
      byte[] text = new byte[(int) length];
      data.readFully(text);
      return parse(new String(text, ISO_8859_1), prefix + length, path);
    } catch (EOFException e) {
      throw new BadNpyException(path, "ends in its header");
    }
  }

  private static NpyHeader parse(String text, long bytes, String path) throws BadNpyException {
    Matcher descr = DESCR.matcher(text);
    Matcher order = ORDER.matcher(text);
    Matcher shape = SHAPE.matcher(text);
    if (!descr.find() || !order.find()) {
      throw new BadNpyException(path, "has a header that cannot be understood");
    }
    VectorType type =
        switch (descr.group(1)) {
          case "<f4" -> VectorType.FLOAT32;
          case "<f2" -> VectorType.FLOAT16;
          default ->
              throw new BadNpyException(
                  path, "holds " + descr.group(1) + ", not float32 (<f4) or float16 (<f2)");
        };
    if (order.group(1).equals("True")) {
      throw new BadNpyException(path, "is in Fortran order, not in C order");
    }
    if (!shape.find() || Integer.parseInt(shape.group(2)) < 1) {
      throw new BadNpyException(path, "holds no matrix with a row for each vector");
    }
    long rows = Long.parseLong(shape.group(1));
    int dimension = Integer.parseInt(shape.group(2));
    if (rows > Long.MAX_VALUE / 8 / dimension) {
      throw new BadNpyException(path, "claims " + rows + " rows");
    }
    return new NpyHeader(type, rows, dimension, bytes);
  }

  /** Size of the whole file. */
  long fileBytes() {
    return bytes + rows * dimension * type.bytes();
  }

  /** The header of a matrix as numpy writes it, version 1. */
  static byte[] of(VectorType type, long rows, int dimension) {
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%d, %d), }"
            .formatted(type == VectorType.FLOAT32 ? "<f4" : "<f2", rows, dimension);
    int length = PREFIX_BYTES + text.length() + 1;
    text += " ".repeat((ALIGNMENT - length % ALIGNMENT) % ALIGNMENT) + "\n";
    byte[] header = new byte[PREFIX_BYTES + text.length()];
    System.arraycopy(MAGIC.getBytes(ISO_8859_1), 0, header, 0, MAGIC.length());
    header[MAGIC.length()] = 1;
    header[PREFIX_BYTES - 2] = (byte) text.length();
    header[PREFIX_BYTES - 1] = (byte) (text.length() >> Byte.SIZE);
    System.arraycopy(text.getBytes(US_ASCII), 0, header, PREFIX_BYTES, text.length());
    return header;
  }
}
