package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.LabelledObject;
import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.correlation.ClassProbabilities;
import io.github.dejavubeam.transforms.correlation.NaiveBayes;
import io.github.dejavubeam.transforms.model.Tagger;
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
  @Nullable private final Tagger tagger;

  /**
   * The predictors.
   *
   * @param publicBlocks closed with these
   * @param naiveBayes null where no predictor uses tags
   * @param tagger null where tags are annotated
   */
  ImagePredictors(
      ImageStudy study,
      SplitBlocks target,
      BlockIndex targetIndex,
      OpenBlocks publicBlocks,
      @Nullable NaiveBayes naiveBayes,
      @Nullable Tagger tagger) {
    this.study = study;
    this.publicBlocks = publicBlocks;
    this.naiveBayes = naiveBayes;
    this.tagger = tagger;
    if (tagger != null) {
      logits.put(tagger.encoder(), target.open(tagger.encoder(), targetIndex));
    }
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
        predictions.add(
            ClassProbabilities.of(
                logits(classifier.encoder(), block, row), classifier.classes()::get));
      } else if (predictor instanceof Predictor.Tags tags) {
        predictions.add(naiveBayes.predict(tagsOf(block, row), tags.tags()));
      } else {
        predictions.add(votes.get(i).prediction());
      }
    }
    return predictions;
  }

  private List<LabelledObject> tagsOf(int block, int row) {
    return tagger == null
        ? targets.get(block).tags(row)
        : tagger.tags(logits(tagger.encoder(), block, row));
  }

  private float[] logits(String encoder, int block, int row) {
    VectorBlockFile vectors = logits.get(encoder).get(block);
    float[] vector = new float[vectors.dimension()];
    vectors.copyRow(row, vector, 0);
    return vector;
  }

  @Override
  public void close() {
    targets.close();
    publicBlocks.close();
    logits.values().forEach(OpenBlocks::close);
  }
}
