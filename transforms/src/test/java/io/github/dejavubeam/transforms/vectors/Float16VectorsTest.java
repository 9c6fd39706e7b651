package io.github.dejavubeam.transforms.vectors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.dejavubeam.schemas.VectorType;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.IndexBlock;
import io.github.dejavubeam.transforms.retrieval.NearestNeighbors;
import io.github.dejavubeam.transforms.retrieval.PanelEngine;
import io.github.dejavubeam.transforms.retrieval.SearchEngine.BlockSearch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a float16 block gives back is the nearest float16 to each component, exactly. */
class Float16VectorsTest {

  private static final int INFINITY = 0x7c00;

  @TempDir Path folder;

  /** Sign, 5 bits of exponent biased by 15, 10 bits of fraction (IEEE 754-2019, section 3.4). */
  private static double value(int bits) {
    int exponent = (bits & INFINITY) >> 10;
    int fraction = bits & 0x3ff;
    double magnitude;
    if (exponent == 31) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, -24);
    } else {
      magnitude = Math.scalb(1024.0 + fraction, exponent - 25);
    }
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  @Test
  void everyFloat16IsKept() throws IOException {
    float[] values = new float[1 << 16];
    for (int bits = 0; bits < values.length; bits++) {
      values[bits] = (float) value(bits);
    }
    assertSame(values, throughFile(values, 256, VectorType.FLOAT16));
  }

  @Test
  void allOtherFloatsAreRoundedToTheNearestAndOfTwoToTheEven() throws IOException {
    float[] values = new float[1 << 21];
    int next = 0;
    for (int bits = 0; bits <= INFINITY; bits++) {
      // Each value, the middle between it and its successor, and the floats on both sides of that.
      float middle = (float) ((value(bits) + (bits < INFINITY - 1 ? value(bits + 1) : 65536)) / 2);
      for (float value : List.of(middle, Math.nextUp(middle), Math.nextDown(middle))) {
        values[next++] = value;
        values[next++] = -value;
      }
    }
    for (float value : new float[] {Float.MIN_VALUE, Float.MAX_VALUE, Float.NEGATIVE_INFINITY}) {
      values[next++] = value;
    }
    Random random = new Random(16);
    while (next < values.length) {
      values[next++] = Float.intBitsToFloat(random.nextInt());
    }
    float[] rounded = throughFile(values, 256, VectorType.FLOAT16);
    NavigableMap<BigDecimal, Integer> magnitudes = new TreeMap<>();
    for (int bits = 0; bits < INFINITY; bits++) {
      magnitudes.put(new BigDecimal(value(bits)), bits);
    }
    magnitudes.put(new BigDecimal(65536), INFINITY);
    float[] expected = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      expected[i] = nearest(values[i], magnitudes);
    }
    assertSame(expected, rounded);
  }

  /** Of all float16 values; beyond the largest, infinity takes the place of 65536. */
  private static float nearest(float value, NavigableMap<BigDecimal, Integer> magnitudes) {
    if (Float.isNaN(value) || Math.abs(value) >= 65536) {
      return Float.isNaN(value) ? value : Math.copySign(Float.POSITIVE_INFINITY, value);
    }
    BigDecimal exact = new BigDecimal(Math.abs(value));
    var below = magnitudes.floorEntry(exact);
    var above = magnitudes.ceilingEntry(exact);
    int side = exact.subtract(below.getKey()).compareTo(above.getKey().subtract(exact));
    boolean down = side < 0 || (side == 0 && below.getValue() % 2 == 0);
    return Math.copySign((float) value((down ? below : above).getValue()), value);
  }

  @Test
  void aSearchFindsWhatItFindsAmongTheRoundedVectorsInFloat32() throws IOException {
    float[] queries = unitVectors(20, 33, 1);
    float[] index = unitVectors(500, 33, 2);
    // Where rounding makes two rows equal, the order is by id.
    System.arraycopy(index, 0, index, 33, 33);
    index[33] = Math.nextUp(index[33]);
    float[] roundedQueries = throughFile(queries, 33, VectorType.FLOAT16);
    float[] roundedIndex = throughFile(index, 33, VectorType.FLOAT16);
    assertEquals(
        neighbours(roundedQueries, roundedIndex, VectorType.FLOAT32),
        neighbours(queries, index, VectorType.FLOAT16));
  }

  private List<NearestNeighbors> neighbours(float[] queries, float[] index, VectorType type)
      throws IOException {
    VectorBlockFile queryBlock = block(queries, 33, type);
    VectorBlockFile indexBlock = block(index, 33, type);

    BlockSearch search =
        new PanelEngine(Optional.empty()).search(queryBlock, 10, Long::compare, indexBlock.rows());
    search.addAll(List.of(new IndexBlock(0, indexBlock)), ExcludedRows.NONE);
    List<NearestNeighbors> neighbours = new ArrayList<>();
    for (int query = 0; query < queryBlock.rows(); query++) {
      neighbours.add(search.neighbors(query));
    }
    return neighbours;
  }

  private static float[] unitVectors(int rows, int dimension, long seed) {
    Random random = new Random(seed);
    float[] vectors = new float[rows * dimension];
    for (int row = 0; row < rows; row++) {
      double squares = 0;
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        vectors[i] = (float) random.nextGaussian();
        squares += (double) vectors[i] * vectors[i];
      }
      for (int i = row * dimension; i < (row + 1) * dimension; i++) {
        vectors[i] /= (float) Math.sqrt(squares);
      }
    }
    return vectors;
  }

  private float[] throughFile(float[] values, int dimension, VectorType type) throws IOException {
    VectorBlockFile block = block(values, dimension, type);

    float[] read = new float[values.length];
    block.copyRows(0, block.rows(), read, 0);
    return read;
  }

  private VectorBlockFile block(float[] values, int dimension, VectorType type) throws IOException {
    BlockRows rows = new BlockRows();
    for (int row = 0; row < values.length / dimension; row++) {
      rows.add(new BlockRows.Row("id" + row, null, null, new byte[16], List.of()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    VectorBlockWriter.write(Channels.newChannel(out), rows, values, dimension, type);
    Path file = Files.createTempFile(folder, "block", ".arrow");
    return VectorBlockFile.open(Files.write(file, out.toByteArray()));
  }

  /** As Float.compare sees it: NaN equals NaN, -0 is not 0. */
  private static void assertSame(float[] expected, float[] actual) {
    assertEquals(expected.length, actual.length);
    for (int i = 0; i < expected.length; i++) {
      if (Float.compare(expected[i], actual[i]) != 0) {
        assertEquals(expected[i], actual[i], "component " + i);
      }
    }
  }
}
