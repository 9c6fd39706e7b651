package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.LabelledObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;

/** Two columns of lists that go together: labels and their scores. Reading is thread safe. */
final class ScoredLabels {

  private final ListVector labels;
  private final VarCharVector names;
  private final Float8Vector scores;

  /**
   * The columns of that name.
   *
   * @throws IOException if something is null, or a label has no score
   */
  ScoredLabels(VectorSchemaRoot root, String labelColumn, String scoreColumn) throws IOException {
    labels = (ListVector) root.getVector(labelColumn);
    names = (VarCharVector) labels.getDataVector();
    ListVector scoreLists = (ListVector) root.getVector(scoreColumn);
    scores = (Float8Vector) scoreLists.getDataVector();
    if (names.getNullCount() + scores.getNullCount() > 0) {
      throw new IOException("has " + labelColumn + " that are null");
    }
    for (int row = 0; row < root.getRowCount(); row++) {
      if (labels.getElementStartIndex(row) != scoreLists.getElementStartIndex(row)
          || labels.getElementEndIndex(row) != scoreLists.getElementEndIndex(row)) {
        throw new IOException("has " + labelColumn + " without scores");
      }
    }
  }

  /** Shows the labels of a row whose score is at least {@code minScore}. */
  void forEach(int row, double minScore, Consumer<String> consumer) {
    for (int i = labels.getElementStartIndex(row); i < labels.getElementEndIndex(row); i++) {
      if (scores.get(i) >= minScore) {
        consumer.accept(name(i));
      }
    }
  }

  /** All labels of a row with their scores. */
  List<LabelledObject> of(int row) {
    List<LabelledObject> all = new ArrayList<>();
    for (int i = labels.getElementStartIndex(row); i < labels.getElementEndIndex(row); i++) {
      all.add(LabelledObject.of(name(i), scores.get(i)));
    }
    return all;
  }

  private String name(int i) {
    return new String(names.get(i), StandardCharsets.UTF_8);
  }
}
