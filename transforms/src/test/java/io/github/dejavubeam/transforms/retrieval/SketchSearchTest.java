package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sketches save work and change nothing. */
class SketchSearchTest {

  private static final int DIMENSION = 96;

  private static final SearchEngine WHOLE = PanelEngine.brute();

  /** With and without something that multiplies bytes; both look for sketches at once. */
  private static final List<SearchEngine> SKETCHING =
      List.of(
          new PanelEngine(Optional.empty(), 1),
          new PanelEngine(Optional.of(new PlainByteProducts(ByteProducts.ANY_PAIR)), 1),
          new PanelEngine(Optional.of(new PlainByteProducts(128)), 1));

  private final Random random = new Random(1);
  private final float[][] centres = gaussian(8);

  @Test
  void findsWhatComparingWholeVectorsFinds() {
    float[][] index = mixed(6_000);
    float[][] queries = mixed(300);
    for (int k : new int[] {1, 10, 200}) {
      List<NearestNeighbors> expected = search(WHOLE, queries, index, 6_000, k);
      for (SearchEngine engine : SKETCHING) {
        assertEquals(expected, search(engine, queries, index, 1_000, k));
      }
    }
  }

  @Test
  void findsTheSameWhereVectorsVaryInAllDirections() {
    float[][] index = gaussian(6_000);
    float[][] queries = gaussian(300);
    for (int k : new int[] {1, 10}) {
      List<NearestNeighbors> expected = search(WHOLE, queries, index, 6_000, k);
      for (SearchEngine engine : SKETCHING) {
        assertEquals(expected, search(engine, queries, index, 1_000, k));
      }
    }
  }

  @Test
  void rowsThatNoFloatCanScoreDisturbNoOther() {
    float[][] index = gaussian(3_000);
    index[1_700][3] = Float.NaN;
    index[1_800][3] = 1e20f;
    index[1_900] = new float[DIMENSION];
    index[2_900][3] = Float.POSITIVE_INFINITY;
    float[][] queries = gaussian(40);
    queries[7] = index[1_900].clone();
    for (int k : new int[] {3, 2_990}) {
      List<NearestNeighbors> expected = search(WHOLE, queries, index, 3_000, k);
      for (SearchEngine engine : SKETCHING) {
        assertEquals(expected, search(engine, queries, index, 500, k));
      }
    }
  }

  @Test
  void losesNoneOfManyNearTies() {
    float[][] index = clustered(4_000, 1e-7);
    index[3_999] = index[7].clone();
    float[][] queries = clustered(50, 1e-7);
    List<NearestNeighbors> expected = search(WHOLE, queries, index, 4_000, 20);
    for (SearchEngine engine : SKETCHING) {
      assertEquals(expected, search(engine, queries, index, 700, 20));
    }
  }

  @Test
  void isRightWhereRowsChangeTheirNatureOnTheWay() {
    float[][] index = mixed(6_000);
    for (int row = 3_000; row < 6_000; row++) {
      index[row] = gaussian(1)[0];
    }
    float[][] queries = gaussian(40);
    List<NearestNeighbors> expected = search(WHOLE, queries, index, 6_000, 10);
    for (SearchEngine engine : SKETCHING) {
      assertEquals(expected, search(engine, queries, index, 500, 10));
    }
  }

  @Test
  void aQueryThatIsNotANumberDisturbsNoOther() {
    float[][] index = mixed(3_000);
    float[][] queries = mixed(30);
    queries[4][0] = Float.NaN;
    List<NearestNeighbors> expected = search(WHOLE, queries, index, 3_000, 5);
    for (SearchEngine engine : SKETCHING) {
      assertEquals(expected, search(engine, queries, index, 1_000, 5));
    }
  }

  @Test
  void prefixesAreChosenWhereDirectionsAreFewAndNotWhereThereAreNone() {
    assertInstanceOf(PrefixSketch.class, sketch(chosen(mixed(1_024), Optional.empty())));
    Passes passes = chosen(gaussian(1_024), Optional.empty());
    if (!passes.packings().isEmpty()) {
      assertInstanceOf(CentredVectors.class, sketch(passes));
    }
  }

  @Test
  void bytesAreChosenWhereTheyAreFastAndThereAreNoDirections() {
    Passes passes =
        chosen(gaussian(1_024), Optional.of(new PlainByteProducts(ByteProducts.ANY_PAIR)));
    assertInstanceOf(CentredBytes.class, passes.packings().get(0));
  }

  @Test
  void bytesAreNotTriedAgainWhereEveryQueryBeginsWithThemAndNothingElseIsThere() {
    Optional<ByteProducts> products = Optional.of(new PlainByteProducts(ByteProducts.ANY_PAIR));
    // Sixteen directions hold more of fewer components.
    float[][] vectors = gaussian(512, 512);
    Shown shown = new Shown(vectors, products);
    Passes first = shown.choice.choose(shown.choice.whole(), shown.chunk.rows());
    assertFalse(first.whole());
    assertSame(first, shown.choice.choose(first, shown.chunk.rows()));
    // Given up by the clock, they are.
    assertNotSame(first, shown.choice.choose(shown.choice.whole(), shown.chunk.rows()));
  }

  @Test
  void nothingIsTriedTowardsTheEndAndAWrongEndChangesNoAnswer() {
    float[][] index = gaussian(4_000);
    float[][] queries = gaussian(40);
    List<NearestNeighbors> expected = search(WHOLE, queries, index, 1_000, 5);
    for (long indexRows : new long[] {0, index.length, Long.MAX_VALUE}) {
      AtomicInteger tried = new AtomicInteger();
      PlainByteProducts plain = new PlainByteProducts(ByteProducts.ANY_PAIR);
      SearchEngine engine = new PanelEngine(Optional.of(new CountedProducts(plain, tried)), 1);
      assertEquals(expected, search(engine, queries, index, 1_000, 5, indexRows));
      assertEquals(indexRows > 0, tried.get() > 0, "tried with " + indexRows + " rows expected");
    }
  }

  private static Sketch sketch(Passes passes) {
    return ((GridSketch) passes.packings().get(0)).sketch();
  }

  private static Passes chosen(float[][] index, Optional<ByteProducts> products) {
    Shown shown = new Shown(index, products);
    return shown.choice.choose(shown.choice.whole(), shown.chunk.rows());
  }

  /** Vectors that were shown to themselves as queries, and looked at. */
  private static final class Shown {
    final SketchChoice choice;
    final PanelChunk chunk;

    Shown(float[][] index, Optional<ByteProducts> products) {
      int dimension = index[0].length;
      QueryRows queries = new QueryRows(new ArrayRows(index, dimension));
      Contenders contenders = new Contenders(queries, 3, Long::compare);
      choice = new SketchChoice(queries, contenders, products);
      chunk = new PanelChunk(Panels.panels(index.length) * RegisterBlock.ROWS, dimension);
      IndexBlock block = new IndexBlock(0, new ArrayRows(index, dimension));
      chunk.fill(block, 0, choice.whole());
      contenders.open(block, ExcludedRows.NONE);
      contenders.expectNorm(chunk.rows().largestNorm());
      chunk.passes().list().forEach(pass -> pass.over(chunk));
      VectorSample sample = new VectorSample(dimension);
      sample.add(chunk.rows());
      choice.findDirections(sample);
    }
  }

  private static List<NearestNeighbors> search(
      SearchEngine engine, float[][] queries, float[][] index, int blockRows, int k) {
    return search(engine, queries, index, blockRows, k, index.length);
  }

  private static List<NearestNeighbors> search(
      SearchEngine engine,
      float[][] queries,
      float[][] index,
      int blockRows,
      int k,
      long indexRows) {
    SearchEngine.BlockSearch search =
        engine.search(new ArrayRows(queries, DIMENSION), k, Long::compare, indexRows);
    List<IndexBlock> blocks = new ArrayList<>();
    for (int first = 0; first < index.length; first += blockRows) {
      int count = Math.min(blockRows, index.length - first);
      float[][] rows = new float[count][];
      System.arraycopy(index, first, rows, 0, count);
      blocks.add(new IndexBlock(first / blockRows, new ArrayRows(rows, DIMENSION)));
    }
    search.addAll(blocks, ExcludedRows.NONE);
    List<NearestNeighbors> found = new ArrayList<>();
    for (int q = 0; q < queries.length; q++) {
      found.add(renumbered(search.neighbors(q), blockRows));
    }
    return found;
  }

  /** Counts how often bytes are multiplied. */
  private record CountedProducts(ByteProducts products, AtomicInteger count)
      implements ByteProducts {

    @Override
    public int largestPair() {
      return products.largestPair();
    }

    @Override
    public double work() {
      return products.work();
    }

    @Override
    public void of(
        ByteBuffer rows,
        int rowCount,
        ByteBuffer queries,
        int queryCount,
        int width,
        ByteBuffer result) {
      count.incrementAndGet();
      products.of(rows, rowCount, queries, queryCount, width, result);
    }
  }

  /** References as if all rows were of one block. */
  private static NearestNeighbors renumbered(NearestNeighbors neighbors, int blockRows) {
    double[] distances = new double[neighbors.size()];
    long[] rows = new long[neighbors.size()];
    for (int i = 0; i < rows.length; i++) {
      distances[i] = neighbors.distance(i);
      long row = neighbors.row(i);
      rows[i] = (long) RowReference.block(row) * blockRows + RowReference.row(row);
    }
    return NearestNeighbors.ofSorted(distances, rows);
  }

  /** Mixtures of eight vectors, with some noise: eight directions hold nearly all. */
  private float[][] mixed(int count) {
    float[][] vectors = new float[count][DIMENSION];
    for (float[] vector : vectors) {
      for (float[] centre : centres) {
        double weight = random.nextGaussian();
        for (int i = 0; i < DIMENSION; i++) {
          vector[i] += (float) (weight * centre[i] + 0.02 * random.nextGaussian());
        }
      }
    }
    return vectors;
  }

  /** Vectors close to one of eight. */
  private float[][] clustered(int count, double spread) {
    float[][] vectors = gaussian(count);
    for (float[] vector : vectors) {
      float[] centre = centres[random.nextInt(centres.length)];
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) (centre[i] + spread * vector[i]);
      }
    }
    return vectors;
  }

  private float[][] gaussian(int count) {
    return gaussian(count, DIMENSION);
  }

  private float[][] gaussian(int count, int dimension) {
    float[][] vectors = new float[count][dimension];
    for (float[] vector : vectors) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) random.nextGaussian();
      }
    }
    return vectors;
  }
}
