package io.github.dejavubeam.transforms.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.beam.sdk.testing.CoderProperties;
import org.apache.beam.sdk.testing.CombineFnTester;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class MergeRetrievalsTest {

  private static final RowOrder BY_DESCENDING_ROW = (a, b) -> Long.compare(b, a);

  @Test
  void keepsTheNearestOfEachSearchWhateverTheSharding() {
    Retrieval first = Retrieval.of(2, 0, neighbors(new double[] {1, 4}, 10, 11));
    Retrieval second = Retrieval.of(2, 0, neighbors(new double[] {2, 3}, 20, 21));
    Retrieval other = Retrieval.of(2, 1, neighbors(new double[] {9}, 30));
    Retrieval expected = Retrieval.of(2, 0, neighbors(new double[] {1, 2}, 10, 20)).merge(other, 2);
    CombineFnTester.testCombineFn(
        MergeRetrievals.of(2, 2), shuffled(first, second, other), expected);
  }

  @Test
  void keepsWhatTiesWithTheLastSinceOnlyIdsCanDecide() {
    Retrieval first = Retrieval.of(1, 0, neighbors(new double[] {1, 2}, 1, 2));
    Retrieval second = Retrieval.of(1, 0, neighbors(new double[] {2, 3}, 3, 4));
    Retrieval third = Retrieval.of(1, 0, neighbors(new double[] {2}, 5));
    CombineFnTester.testCombineFn(
        MergeRetrievals.of(1, 2),
        shuffled(first, second, third),
        Retrieval.of(1, 0, neighbors(new double[] {1, 2, 2, 2}, 1, 2, 3, 5)));
  }

  @Test
  void aQueryWithoutAnswersHasNoNeighbours() {
    CombineFnTester.testCombineFn(MergeRetrievals.of(3, 5), shuffled(), Retrieval.none(3));
  }

  @Test
  void mergingPartsOfAnIndexEqualsSearchingTheWhole() {
    Random random = new Random(7);
    for (int trial = 0; trial < 50; trial++) {
      int k = 1 + random.nextInt(8);
      float[][] index = new float[1 + random.nextInt(60)][1];
      for (float[] row : index) {
        row[0] = random.nextInt(6);
      }
      VectorRows query = new ArrayRows(new float[][] {{2}}, 1);
      SearchEngine.BlockSearch whole =
          new PanelEngine(Optional.empty()).search(query, k, BY_DESCENDING_ROW, index.length);
      List<NearestNeighbors> parts = new ArrayList<>();
      for (int row = 0; row < index.length; row++) {
        VectorRows block = new ArrayRows(new float[][] {index[row]}, 1);
        whole.addAll(List.of(new IndexBlock(row, block)), ExcludedRows.NONE);
        if (row % 5 == 0) {
          parts.add(NearestNeighbors.NONE);
        }
        SearchEngine.BlockSearch part =
            new PanelEngine(Optional.empty()).search(query, k, BY_DESCENDING_ROW, 1);
        part.addAll(List.of(new IndexBlock(row, block)), ExcludedRows.NONE);
        parts.add(part.neighbors(0));
      }
      NearestNeighbors merged = NearestNeighbors.NONE;
      for (NearestNeighbors part : parts) {
        merged = merged.merge(part, k);
      }
      assertArrayEquals(
          whole.neighbors(0).nearest(k, BY_DESCENDING_ROW), merged.nearest(k, BY_DESCENDING_ROW));
    }
  }

  @Test
  void theCoderKeepsEveryCandidate() throws Exception {
    Retrieval retrieval =
        Retrieval.of(3, 1, neighbors(new double[] {0, 0.5}, RowReference.of(7, 8), 9L));
    CoderProperties.coderDecodeEncodeEqual(RetrievalCoder.of(), retrieval);
    CoderProperties.coderDeterministic(RetrievalCoder.of(), retrieval, retrieval);
  }

  @Test
  void theCoderRefusesCandidatesThatAreCutOff() throws Exception {
    Retrieval retrieval = Retrieval.of(2, 1, neighbors(new double[] {0, 0.5}, 7L, 9L));
    byte[] bytes = CoderUtils.encodeToByteArray(RetrievalCoder.of(), retrieval);
    for (int length = 0; length < bytes.length; length++) {
      InputStream cut = new ByteArrayInputStream(bytes, 0, length);
      assertThrows(EOFException.class, () -> RetrievalCoder.of().decode(cut));
    }
  }

  @Test
  void refusesNeighboursOutOfOrder() {
    assertThrows(IllegalArgumentException.class, () -> neighbors(new double[] {2, 1}, 1, 2));
    assertThrows(IllegalArgumentException.class, () -> neighbors(new double[] {1, 1}, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> neighbors(new double[] {Double.NaN}, 1));
  }

  @Test
  void aRowReferenceNamesBlockAndRow() {
    long reference = RowReference.of(123_456, 65_535);
    assertEquals(123_456, RowReference.block(reference));
    assertEquals(65_535, RowReference.row(reference));
  }

  /** The tester shuffles its inputs in place. */
  private static List<Retrieval> shuffled(Retrieval... inputs) {
    return new ArrayList<>(List.of(inputs));
  }

  private static NearestNeighbors neighbors(double[] distances, long... rows) {
    return NearestNeighbors.ofSorted(distances, rows);
  }
}
