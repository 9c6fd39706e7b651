package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.kernel.RegisterBlock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sketches could exclude is counted for each query by itself, whichever are tried with it. */
class SketchTrialTest {

  private static final int DIMENSION = 32;
  private static final int QUERIES = 50;
  private static final int[] LEVELS = {4, 8};

  private final Random random = new Random(1);

  @Test
  void triedInPartsAsTriedAtOnce() {
    QueryRows queries = new QueryRows(vectors(QUERIES));
    Contenders contenders = new Contenders(queries, 3, Long::compare);
    RowChunk rows = rowsShownTo(contenders, queries);
    SketchTrial atOnce = trial(queries, contenders, rows);
    atOnce.tryFor(IntStream.range(0, QUERIES).toArray(), LEVELS.length);
    SketchTrial inParts = trial(queries, contenders, rows);
    inParts.tryFor(IntStream.range(0, QUERIES).filter(q -> q % 8 == 0).toArray(), LEVELS.length);
    inParts.tryFor(IntStream.range(0, QUERIES).filter(q -> q % 8 != 0).toArray(), LEVELS.length);
    Set<Double> works = new HashSet<>();
    for (int query = 0; query < QUERIES; query++) {
      for (int level = 0; level < LEVELS.length; level++) {
        double work = atOnce.work(query, level, LEVELS.length);
        assertEquals(work, inParts.work(query, level, LEVELS.length));
        works.add(work);
      }
    }
    assertTrue(works.size() > QUERIES / 2, "queries differ in what can be excluded for them");
  }

  @Test
  void bytesAreTriedInPartsAsAtOnce() {
    QueryRows queries = new QueryRows(vectors(QUERIES));
    Contenders contenders = new Contenders(queries, 3, Long::compare);
    RowChunk rows = rowsShownTo(contenders, queries);
    CentredBytes method =
        new CentredBytes(
            new CentredVectors(new float[DIMENSION]), new PlainByteProducts(ByteProducts.ANY_PAIR));
    int[] every = IntStream.range(0, QUERIES).toArray();
    BytePass pass = new BytePass(method, queries, every, contenders);
    ByteTrial atOnce = new ByteTrial(method, queries, contenders, rows, () -> pass);
    atOnce.tryFor(every);
    ByteTrial inParts = new ByteTrial(method, queries, contenders, rows, () -> pass);
    inParts.tryFor(IntStream.range(0, QUERIES).filter(q -> q % 8 == 0).toArray());
    inParts.tryFor(IntStream.range(0, QUERIES).filter(q -> q % 8 != 0).toArray());
    Set<Double> works = new HashSet<>();
    for (int query : every) {
      assertEquals(atOnce.work(query), inParts.work(query));
      works.add(atOnce.work(query));
    }
    assertTrue(works.size() > 3, "queries differ in what can be excluded for them");
  }

  private SketchTrial trial(QueryRows queries, Contenders contenders, RowChunk rows) {
    float[][] basis = new float[LEVELS[1]][DIMENSION];
    for (int direction = 0; direction < basis.length; direction++) {
      basis[direction][direction] = 1;
    }
    Sketch sketch = new PrefixSketch(new float[DIMENSION], basis, LEVELS);
    return SketchTrial.of(sketch, queries, contenders, rows);
  }

  private RowChunk rowsShownTo(Contenders contenders, QueryRows queries) {
    int count = 6 * RegisterBlock.ROWS;
    IndexBlock block = new IndexBlock(0, vectors(count));
    PanelChunk chunk = new PanelChunk(count, DIMENSION);
    Passes passes = new SketchChoice(queries, contenders, Optional.empty()).whole();
    chunk.fill(block, 0, passes);
    contenders.open(block, ExcludedRows.NONE);
    contenders.expectNorm(chunk.rows().largestNorm());
    passes.list().forEach(pass -> pass.over(chunk));
    return chunk.rows();
  }

  /** Vectors whose first components vary most. */
  private ArrayRows vectors(int count) {
    float[][] vectors = new float[count][DIMENSION];
    for (float[] vector : vectors) {
      for (int i = 0; i < DIMENSION; i++) {
        vector[i] = (float) (random.nextGaussian() / (1 + i));
      }
    }
    return new ArrayRows(vectors, DIMENSION);
  }
}
