package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.ImagePrediction;
import io.github.dejavubeam.transforms.correlation.ClassPrediction;
import io.github.dejavubeam.transforms.correlation.ExampleOutcome;
import io.github.dejavubeam.transforms.correlation.TagCounts;
import io.github.dejavubeam.transforms.progress.Counters;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.report.ImagePredictionCoder;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.shift.SetCounts;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Lets every predictor classify the background of every example of a set (method, part 2 points 3,
 * 4 and 7). Classes, tags and logits are looked up by row reference here, where they are needed.
 * Examples without a class are left out.
 */
public final class ScoreImages
    extends PTransform<PCollection<KV<Long, Retrieval>>, PCollectionTuple> {

  /** How each example went. */
  public static final TupleTag<ExampleOutcome> OUTCOMES = new TupleTag<>() {};

  /**
   * Memorization confidence of each memorized example that takes part, keyed by the place of the
   * pairing.
   */
  public static final TupleTag<KV<Integer, Double>> CONFIDENCES = new TupleTag<>() {};

  /** Rows of {@code examples/*.parquet}; none unless they were asked for. */
  public static final TupleTag<ImagePrediction> PREDICTIONS = new TupleTag<>() {};

  /**
   * Memorized examples that can come into the gallery, by the place of their pairing: none that
   * leaks, for it only looks memorized.
   */
  public static final TupleTag<KV<Integer, GalleryExample>> GALLERY = new TupleTag<>() {};

  /** Classes of the examples, each with the set it was seen in. */
  public static final TupleTag<KV<String, SetCounts>> LABELS = new TupleTag<>() {};

  /**
   * Distances of the nearest public image, keyed by the place of the reference among {@link
   * ImageStudy#referenceSpaces}, with whether the example is of the control set.
   */
  public static final TupleTag<KV<Integer, KV<Boolean, Double>>> DISTANCES = new TupleTag<>() {};

  private final ImageStudy study;
  private final boolean inControl;
  private final NaiveBayesSettings naiveBayes;
  private final SplitBlocks target;
  private final SplitBlocks publicSet;
  @Nullable private final PCollectionView<TagCounts> tagCounts;
  private final LeakedRows leaked;
  private final boolean spellOut;

  private ScoreImages(
      ImageStudy study,
      boolean inControl,
      NaiveBayesSettings naiveBayes,
      SplitBlocks target,
      SplitBlocks publicSet,
      @Nullable PCollectionView<TagCounts> tagCounts,
      LeakedRows leaked,
      boolean spellOut) {
    this.study = study;
    this.inControl = inControl;
    this.naiveBayes = naiveBayes;
    this.target = target;
    this.publicSet = publicSet;
    this.tagCounts = tagCounts;
    this.leaked = leaked;
    this.spellOut = spellOut;
  }

  /**
   * Scores by that study.
   *
   * @param inControl whether the examples are of the control set, and not of the target
   * @param target their blocks
   * @param tagCounts counts of the training split; there where a reference uses tags
   * @param leaked those of the examples that leak
   * @param spellOut whether {@link #PREDICTIONS} are wanted
   */
  public static ScoreImages of(
      ImageStudy study,
      boolean inControl,
      NaiveBayesSettings naiveBayes,
      SplitBlocks target,
      SplitBlocks publicSet,
      Optional<PCollectionView<TagCounts>> tagCounts,
      LeakedRows leaked,
      boolean spellOut) {
    return new ScoreImages(
        study, inControl, naiveBayes, target, publicSet, tagCounts.orElse(null), leaked, spellOut);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, Retrieval>> retrieved) {
    List<PCollectionView<?>> views = new ArrayList<>();
    views.add(target.index());
    views.add(publicSet.index());
    views.add(leaked.rows());
    if (tagCounts != null) {
      views.add(tagCounts);
    }
    PCollectionTuple scored =
        retrieved.apply(
            "Score",
            ParDo.of(new Score())
                .withSideInputs(views)
                .withOutputTags(
                    OUTCOMES,
                    TupleTagList.of(CONFIDENCES)
                        .and(PREDICTIONS)
                        .and(GALLERY)
                        .and(LABELS)
                        .and(DISTANCES)));
    scored.get(OUTCOMES).setCoder(ExampleOutcome.coder());
    scored.get(CONFIDENCES).setCoder(KvCoder.of(VarIntCoder.of(), DoubleCoder.of()));
    scored.get(PREDICTIONS).setCoder(ImagePredictionCoder.of());
    scored.get(LABELS).setCoder(KvCoder.of(StringUtf8Coder.of(), new SetCounts.SetCountsCoder()));
    scored
        .get(DISTANCES)
        .setCoder(KvCoder.of(VarIntCoder.of(), KvCoder.of(BooleanCoder.of(), DoubleCoder.of())));
    scored
        .get(GALLERY)
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(GalleryExample.class)));
    return scored;
  }

  private final class Score extends DoFn<KV<Long, Retrieval>, ExampleOutcome> {
    private final Counter scored = Counters.of("examplesScored");
    private final Counter unlabelled = Counters.of("examplesUnlabelled");
    private transient ImagePredictors predictors;
    private transient ExcludedRows leakedRows;
    private transient GalleryCandidates candidates;
    private transient Stage progress;

    @Setup
    public void setUp() {
      progress = Stage.of("score", "examples");
    }

    /** A bundle may be tried again, so what came before it does not count. */
    @StartBundle
    public void startBundle() {
      candidates = null;
    }

    @Teardown
    public void tearDown() {
      if (predictors != null) {
        predictors.close();
      }
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Retrieval> retrieved, ProcessContext context, MultiOutputReceiver out) {
      if (predictors == null) {
        predictors =
            new ImagePredictors(
                study,
                target,
                context.sideInput(target.index()),
                publicSet.openKeys(context.sideInput(publicSet.index())),
                tagCounts == null ? null : naiveBayes.of(context.sideInput(tagCounts)),
                naiveBayes.tagger());
        leakedRows = new ExcludedRows(context.sideInput(leaked.rows()));
      }
      if (candidates == null) {
        candidates = new GalleryCandidates(study, context.sideInput(publicSet.index()));
      }
      progress.add(1);
      int block = RowReference.block(retrieved.getKey());
      int row = RowReference.row(retrieved.getKey());
      String label = predictors.label(block, row);
      if (label == null) {
        unlabelled.inc();
        return;
      }
      scored.inc();
      String id = predictors.id(block, row);
      List<Vote> votes = predictors.votes(retrieved.getValue());
      List<ClassPrediction> predictions = predictors.predict(block, row, votes);
      outline(label, votes, out);
      boolean leaks = leakedRows.contains(block, row);
      out.get(OUTCOMES).output(ExampleOutcome.of(id, label, leaks, predictions));
      Memorization memorization = new Memorization(study, label, predictions);
      if (!leaks || !leaked.excluded()) {
        memorization.confidences().forEach(out.get(CONFIDENCES)::output);
      }
      if (!leaks) {
        String shard = context.sideInput(target.index()).block(block).shard();
        candidates
            .of(id, shard, label, predictions, votes, memorization)
            .forEach(example -> out.get(GALLERY).output(KV.of(example.place(), example)));
      }
      if (spellOut) {
        for (int i = 0; i < predictions.size(); i++) {
          ClassPrediction prediction = predictions.get(i);
          Vote vote = votes.get(i);
          out.get(PREDICTIONS)
              .output(
                  new ImagePrediction(
                      id,
                      label,
                      study.predictors().get(i).name(),
                      study.predictors().get(i).kind(),
                      prediction.ranked(),
                      prediction.confidence(),
                      prediction.entropy(),
                      vote == null ? List.of() : vote.ids(),
                      vote == null ? List.of() : vote.distances(),
                      memorization.references(i),
                      memorization.confidences(i)));
        }
      }
    }

    private void outline(String label, List<Vote> votes, MultiOutputReceiver out) {
      out.get(LABELS).output(KV.of(label, SetCounts.one(inControl)));
      List<Integer> places = study.secondModelPlaces();
      for (int space = 0; space < places.size(); space++) {
        double distance = votes.get(places.get(space)).nearestDistance();
        if (!Double.isNaN(distance)) {
          out.get(DISTANCES).output(KV.of(space, KV.of(inControl, distance)));
        }
      }
    }
  }
}
