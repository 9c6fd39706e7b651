package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;

/**
 * Two columns of lists of a mapped block that go together: labels and their scores. Thread safe.
 *
 * @param starts where each row starts among the labels, as an int, and the last ends
 * @param labels the labels of all rows, one after the other
 * @param scores the score of each label, as a double
 */
record ScoredLabels(ByteBuffer starts, TextColumn labels, ByteBuffer scores) {

  /**
   * The columns of that name.
   *
   * @throws IOException if something is null or too short, rows overlap, or a label has no score
   */
  static ScoredLabels of(MappedBatch batch, String labelColumn, String scoreColumn)
      throws IOException {
    ListVector labelLists = (ListVector) batch.root().getVector(labelColumn);
    ListVector scoreLists = (ListVector) batch.root().getVector(scoreColumn);
    VarCharVector names = (VarCharVector) labelLists.getDataVector();
    Float8Vector numbers = (Float8Vector) scoreLists.getDataVector();
    if (names.getNullCount() + numbers.getNullCount() > 0) {
      throw new IOException("has " + labelColumn + " that are null");
    }
    int rows = batch.root().getRowCount();
    ByteBuffer starts = batch.starts(labelLists.getOffsetBuffer(), rows);
    if (!starts.equals(batch.starts(scoreLists.getOffsetBuffer(), rows))) {
      throw new IOException("has " + labelColumn + " without scores");
    }
    int count = starts.getInt(rows * Integer.BYTES);
    return new ScoredLabels(
        starts,
        TextColumn.of(batch, names, count),
        batch.bytes(numbers.getDataBuffer(), (long) count * Double.BYTES));
  }

  /** Shows the labels of a row whose score is at least {@code minScore}. */
  void forEach(int row, double minScore, LabelConsumer consumer) {
    int end = start(row + 1);
    for (int i = start(row); i < end; i++) {
      if (score(i) >= minScore) {
        labels.show(i, consumer);
      }
    }
  }

  /** Reads where the labels of a row lie, see {@link OpenBlocks#readAhead}. */
  int touch(int row) {
    int first = start(row);
    return first < start(row + 1) ? labels.touch(first) + (int) score(first) : 0;
  }

  /** All labels of a row with their scores. */
  List<LabelledObject> of(int row) {
    List<LabelledObject> all = new ArrayList<>(start(row + 1) - start(row));
    for (int i = start(row); i < start(row + 1); i++) {
      all.add(LabelledObject.of(labels.text(i), score(i)));
    }
    return all;
  }

  private int start(int row) {
    return starts.getInt(row * Integer.BYTES);
  }

  private double score(int i) {
    return scores.getDouble(i * Double.BYTES);
  }
}
