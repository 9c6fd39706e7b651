package io.github.dejavubeam.transforms.engines;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.github.dejavubeam.transforms.onnx.OnnxRuntime;
import io.github.dejavubeam.transforms.onnx.OnnxWriter;
import io.github.dejavubeam.transforms.retrieval.ByteProducts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Products of bytes by ONNX Runtime on the processor, which has instructions for them that Java
 * does not reach (AVX-512 VNNI, AVX-VNNI, ARM's dot products): 64 multiplications in place of 16 of
 * floats.
 *
 * <p>Without such instructions, ONNX Runtime adds up pairs of products in 16 bits on x86 (AVX2),
 * and what does not fit is lost: two neighbours of a query must not be too large together there,
 * 255 · 128 < 2^15. So products are tried first: with which queries they are exact, and whether
 * they are fast.
 */
final class OnnxByteProducts implements ByteProducts {

  private static final Logger LOG = LoggerFactory.getLogger(OnnxByteProducts.class);

  private static final String ROWS = "rows";
  private static final String QUERIES = "queries";
  private static final String PRODUCTS = "products";
  private static final String ZERO = "zero";
  private static final int ZERO_ROW = 128;

  /**
   * Bytes are worth it if their products take at most so much of the time of floats': what whole
   * numbers of 16 bits take, of which more pairs must be looked at.
   */
  private static final double WORTH_IT = 0.7;

  /** What pairs of a query's components may be limited to. */
  private static final int[] LARGEST_PAIRS = {ANY_PAIR, 128};

  // Some rows more than a step takes, and some columns.
  private static final int EXACT_ROWS = 15;
  private static final int EXACT_QUERIES = 56;
  private static final int EXACT_WIDTH = 192;
  private static final int EXACT_TRIALS = 4;

  private static final int TRIED_ROWS = 256;
  private static final int TRIED_QUERIES = 128;
  private static final int TRIED_WIDTH = 512;

  /** Half a millisecond each: with four, the least was off by half where a machine is shared. */
  private static final int TRIALS = 32;

  private final OrtSession session;
  private final int largestPair;
  private final double work;

  private OnnxByteProducts(OrtSession session, int largestPair, double work) {
    this.session = session;
    this.largestPair = largestPair;
    this.work = work;
  }

  /** Opens the graph; it is never closed, since searches come and go. */
  private static OrtSession open() throws OrtException {
    return Provider.CPU.open(
        new OnnxWriter()
            .input(ROWS, OnnxWriter.UINT8, "row", "width")
            .input(QUERIES, OnnxWriter.INT8, "width", "query")
            .scalar(ZERO, OnnxWriter.UINT8, ZERO_ROW)
            .node("MatMulInteger", ROWS + " " + QUERIES + " " + ZERO, PRODUCTS)
            .output(PRODUCTS, OnnxWriter.INT32, "row", "query")
            .bytes(),
        Map.of());
  }

  @Override
  public int largestPair() {
    return largestPair;
  }

  @Override
  public double work() {
    return work;
  }

  /** The products, where they are exact and fast. */
  static Optional<ByteProducts> where() {
    return Tried.PRODUCTS;
  }

  @Override
  public void of(
      ByteBuffer rows,
      int rowCount,
      ByteBuffer queries,
      int queryCount,
      int width,
      ByteBuffer products) {
    try (OnnxTensor a = bytes(rows, OnnxJavaType.UINT8, rowCount, width);
        OnnxTensor b = bytes(queries, OnnxJavaType.INT8, width, queryCount);
        OnnxTensor c =
            OnnxTensor.createTensor(
                OnnxRuntime.environment(),
                products
                    .duplicate()
                    .order(ByteOrder.nativeOrder())
                    .clear()
                    .limit(rowCount * queryCount * Integer.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asIntBuffer(),
                new long[] {rowCount, queryCount})) {
      session.run(Map.of(ROWS, a, QUERIES, b), Map.of(PRODUCTS, c)).close();
    } catch (OrtException e) {
      throw SearchFault.of(e);
    }
  }

  private static OnnxTensor bytes(ByteBuffer buffer, OnnxJavaType type, int... shape)
      throws OrtException {
    return OnnxTensor.createTensor(
        OnnxRuntime.environment(),
        buffer.duplicate().clear().limit(shape[0] * shape[1]),
        new long[] {shape[0], shape[1]},
        type);
  }

  /** Once a process. */
  private static final class Tried {
    static final Optional<ByteProducts> PRODUCTS = tried();

    private static Optional<ByteProducts> tried() {
      try {
        OrtSession session = open();
        for (int largest : LARGEST_PAIRS) {
          OnnxByteProducts products = new OnnxByteProducts(session, largest, 1);
          if (products.areExact()) {
            double work = products.shareOfFloats();
            LOG.debug(
                "products of bytes with pairs up to {} take {} of the time of floats'",
                largest,
                work);
            return work < WORTH_IT
                ? Optional.of(new OnnxByteProducts(session, largest, work))
                : Optional.empty();
          }
        }
        LOG.debug("products of bytes are not exact on this processor");
        return Optional.empty();
      } catch (OrtException e) {
        LOG.debug("no products of bytes", e);
        return Optional.empty();
      }
    }
  }

  /**
   * Multiplies pairs as large as they may be, of both signs, one of them first or the other: any
   * others that a processor added up would be too large somewhere.
   */
  private boolean areExact() {
    Random random = new Random(1);
    for (int trial = 0; trial < EXACT_TRIALS; trial++) {
      ByteBuffer rows = ByteBuffer.allocateDirect(EXACT_ROWS * EXACT_WIDTH);
      while (rows.hasRemaining()) {
        rows.put((byte) (random.nextInt(8) == 0 ? 1 : 255));
      }
      ByteBuffer queries = ByteBuffer.allocateDirect(EXACT_WIDTH * EXACT_QUERIES);
      for (int c = 0; c < EXACT_WIDTH; c += 2) {
        for (int q = 0; q < EXACT_QUERIES; q++) {
          int one = 127 - random.nextInt(2) * random.nextInt(64);
          int other = Math.min(127, largestPair - one);
          int sign = q % 2 == 0 ? 1 : -1;
          int swapped = random.nextInt(2);
          queries.put((c + swapped) * EXACT_QUERIES + q, (byte) (sign * one));
          queries.put((c + 1 - swapped) * EXACT_QUERIES + q, (byte) (sign * other));
        }
      }
      ByteBuffer products = DirectFloats.bytes((long) EXACT_ROWS * EXACT_QUERIES);
      of(rows, EXACT_ROWS, queries, EXACT_QUERIES, EXACT_WIDTH, products);
      if (!areProducts(rows, queries, products)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areProducts(ByteBuffer rows, ByteBuffer queries, ByteBuffer products) {
    for (int r = 0; r < EXACT_ROWS; r++) {
      for (int q = 0; q < EXACT_QUERIES; q++) {
        int product = 0;
        for (int c = 0; c < EXACT_WIDTH; c++) {
          int row = Byte.toUnsignedInt(rows.get(r * EXACT_WIDTH + c)) - ZERO_ROW;
          product += row * queries.get(c * EXACT_QUERIES + q);
        }
        if (products.getInt((r * EXACT_QUERIES + q) * Integer.BYTES) != product) {
          return false;
        }
      }
    }
    return true;
  }

  /** The time of products of bytes as a share of that of floats. */
  private double shareOfFloats() throws OrtException {
    ByteBuffer rows = filled(TRIED_ROWS * TRIED_WIDTH, 200);
    ByteBuffer queries = filled(TRIED_WIDTH * TRIED_QUERIES, 100);
    ByteBuffer products = DirectFloats.bytes((long) TRIED_ROWS * TRIED_QUERIES);
    LoadedRows floatRows = new LoadedRows(TRIED_ROWS, TRIED_WIDTH);
    float[] floatQueries = new float[TRIED_QUERIES * TRIED_WIDTH];
    Arrays.fill(floatQueries, 1);
    floatRows.load(new float[TRIED_ROWS * TRIED_WIDTH], new float[TRIED_ROWS], TRIED_ROWS);
    Tile tile = new Tile(TRIED_QUERIES, TRIED_ROWS);
    long ofBytes = Long.MAX_VALUE;
    long ofFloats = Long.MAX_VALUE;
    try (floatRows;
        AllScores scores = new AllScores(Provider.CPU, tile, TRIED_WIDTH)) {
      // In turn: what else the machine does slows down both.
      for (int i = 0; i < TRIALS; i++) {
        long start = System.nanoTime();
        of(rows, TRIED_ROWS, queries, TRIED_QUERIES, TRIED_WIDTH, products);
        long between = System.nanoTime();
        scores.of(floatRows, floatQueries, 0, TRIED_QUERIES);
        ofBytes = Math.min(ofBytes, between - start);
        ofFloats = Math.min(ofFloats, System.nanoTime() - between);
      }
    }
    return (double) ofBytes / ofFloats;
  }

  private static ByteBuffer filled(int size, int value) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(size);
    for (int i = 0; i < size; i++) {
      bytes.put(i, (byte) value);
    }
    return bytes;
  }
}
