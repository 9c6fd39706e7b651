package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.correlation.ClassProbabilities;
import io.github.dejavubeam.transforms.correlation.NaiveBayes;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.Nullable;

/** The predictors of a study with the open files that they read. One thread uses them. */
final class ImagePredictors implements AutoCloseable {

  private final ImageStudy study;
  private final OpenBlocks targets;
  private final OpenBlocks publicBlocks;
  private final Map<String, OpenBlocks> logits = new HashMap<>();
  @Nullable private final NaiveBayes naiveBayes;

  /**
   * The predictors.
   *
   * @param publicBlocks closed with these
   * @param naiveBayes null where no predictor uses tags
   */
  ImagePredictors(
      ImageStudy study,
      SplitBlocks target,
      BlockIndex targetIndex,
      OpenBlocks publicBlocks,
      @Nullable NaiveBayes naiveBayes) {
    this.study = study;
    this.publicBlocks = publicBlocks;
    this.naiveBayes = naiveBayes;
    targets = target.openKeys(targetIndex);
    for (Predictor predictor : study.predictors()) {
      if (predictor instanceof Predictor.Classifier classifier) {
        logits.put(classifier.encoder(), target.open(classifier.encoder(), targetIndex));
      }
    }
  }

  /** Class of a target example; null where it has none. */
  @Nullable
  String label(int block, int row) {
    return targets.get(block).label(row);
  }

  /** Key of a target example. */
  String id(int block, int row) {
    return targets.get(block).id(row);
  }

  /** The vote of every predictor, null for those that do not vote. */
  List<Vote> votes(Retrieval retrieval) {
    List<Vote> votes = new ArrayList<>();
    int search = 0;
    for (Predictor predictor : study.predictors()) {
      votes.add(
          predictor instanceof Predictor.Neighbours
              ? new Vote(retrieval.neighbors(search++), study.k(), publicBlocks)
              : null);
    }
    return votes;
  }

  /** The prediction of every predictor for a target example. */
  List<ClassPrediction> predict(int block, int row, List<Vote> votes) {
    List<ClassPrediction> predictions = new ArrayList<>();
    for (int i = 0; i < votes.size(); i++) {
      Predictor predictor = study.predictors().get(i);
      if (predictor instanceof Predictor.Classifier classifier) {
        VectorBlockFile vectors = logits.get(classifier.encoder()).get(block);
        float[] vector = new float[vectors.dimension()];
        vectors.copyRow(row, vector, 0);
        predictions.add(ClassProbabilities.of(vector, classifier.classes()::get));
      } else if (predictor instanceof Predictor.Tags tags) {
        predictions.add(naiveBayes.predict(targets.get(block).tags(row), tags.tags()));
      } else {
        predictions.add(votes.get(i).prediction());
      }
    }
    return predictions;
  }

  @Override
  public void close() {
    targets.close();
    publicBlocks.close();
    logits.values().forEach(OpenBlocks::close);
  }
}
