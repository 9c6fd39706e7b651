package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.transforms.metrics.ExampleScoreCoder;
import io.github.dejavubeam.transforms.metrics.ExampleScoresCoder;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import io.github.dejavubeam.transforms.progress.Counters;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.shift.SetCounts;
import io.github.dejavubeam.transforms.vectors.BlockIndex;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
 * Predicts and scores every example of a set in every comparison (method, part 1 points 3 and 4).
 * Keys and labels are looked up by row reference here, where they are needed. Examples without a
 * true object are left out.
 */
public final class ScoreExamples
    extends PTransform<PCollection<KV<Long, Retrieval>>, PCollectionTuple> {

  /** Scores, keyed by the ordinal of their comparison. */
  public static final TupleTag<KV<Integer, ExampleScore>> SCORES = new TupleTag<>() {};

  /** Labels of the examples, each with the set it was seen in. */
  public static final TupleTag<KV<String, SetCounts>> LABELS = new TupleTag<>() {};

  /**
   * Distances of the nearest public example, keyed by the place of the reference among {@link
   * VlmStudy#referenceSpaces}, with whether the example is of the control set.
   */
  public static final TupleTag<KV<Integer, KV<Boolean, Double>>> DISTANCES = new TupleTag<>() {};

  /** Scores of an example by the place of the comparison, for every slice that it is in. */
  public static final TupleTag<KV<SliceKey, List<ExampleScore>>> SLICES = new TupleTag<>() {};

  /**
   * Examples that can come into the gallery, by the ordinal of their comparison: of the target, and
   * not leaked.
   */
  public static final TupleTag<KV<Integer, GalleryExample>> GALLERY = new TupleTag<>() {};

  private final VlmStudy study;
  private final ScoredSet set;
  private final SplitBlocks target;
  private final SplitBlocks publicSet;
  private final PCollectionView<List<Long>> leaked;
  private final PCollectionView<List<KV<String, Long>>> frequentLabels;

  private ScoreExamples(
      VlmStudy study,
      ScoredSet set,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels) {
    this.study = study;
    this.set = set;
    this.target = target;
    this.publicSet = publicSet;
    this.leaked = leaked;
    this.frequentLabels = frequentLabels;
  }

  /**
   * Scores by that study.
   *
   * @param set what the examples are
   * @param target their blocks
   * @param leaked references of the rows that also occur in another set
   * @param frequentLabels labels whose examples are a slice, see {@link FrequentLabels}
   */
  public static ScoreExamples of(
      VlmStudy study,
      ScoredSet set,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels) {
    return new ScoreExamples(study, set, target, publicSet, leaked, frequentLabels);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, Retrieval>> retrieved) {
    PCollectionTuple scored =
        retrieved.apply(
            "Score",
            ParDo.of(new Score())
                .withSideInputs(target.index(), publicSet.index(), leaked, frequentLabels)
                .withOutputTags(
                    SCORES, TupleTagList.of(LABELS).and(DISTANCES).and(SLICES).and(GALLERY)));
    scored.get(SCORES).setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()));
    scored.get(LABELS).setCoder(KvCoder.of(StringUtf8Coder.of(), new SetCounts.SetCountsCoder()));
    scored.get(SLICES).setCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ExampleScoresCoder.of()));
    scored
        .get(DISTANCES)
        .setCoder(KvCoder.of(VarIntCoder.of(), KvCoder.of(BooleanCoder.of(), DoubleCoder.of())));
    scored
        .get(GALLERY)
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(GalleryExample.class)));
    return scored;
  }

  private final class Score extends DoFn<KV<Long, Retrieval>, KV<Integer, ExampleScore>> {
    private final Counter scored = Counters.of("examplesScored");
    private final Counter unlabelled = Counters.of("examplesUnlabelled");
    private final Counter micros = Counters.of("scoreMicros");
    private transient ExampleLookUp lookUp;
    private transient ExampleSlices slices;
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
      if (lookUp != null) {
        lookUp.close();
      }
    }

    private void begin(ProcessContext context) {
      BlockIndex publicIndex = context.sideInput(publicSet.index());
      if (lookUp == null) {
        lookUp =
            new ExampleLookUp(
                study,
                target.openKeys(context.sideInput(target.index())),
                publicSet.openKeys(publicIndex));
        leakedRows = new ExcludedRows(context.sideInput(leaked));
        Set<String> labels = new HashSet<>();
        context.sideInput(frequentLabels).forEach(label -> labels.add(label.getKey()));
        slices = new ExampleSlices(study, labels, lookUp.names());
      }
      if (candidates == null) {
        candidates =
            new GalleryCandidates(study, lookUp.publicBlocks(), publicIndex, lookUp.names());
      }
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Retrieval> retrieved, ProcessContext context, MultiOutputReceiver out) {
      long begin = ThreadTime.micros();
      take(retrieved, context, out);
      micros.inc(ThreadTime.micros() - begin);
    }

    private void take(
        KV<Long, Retrieval> retrieved, ProcessContext context, MultiOutputReceiver out) {
      begin(context);
      progress.add(1);
      long row = retrieved.getKey();
      Optional<RetrievedExample> found = lookUp.of(row, retrieved.getValue());
      if (found.isEmpty()) {
        unlabelled.inc();
        return;
      }
      scored.inc();
      RetrievedExample example = found.get();
      int block = RowReference.block(row);
      boolean leaks = leakedRows.contains(block, RowReference.row(row));
      outline(example, out);
      List<ExampleScore> scores = score(example, leaks ? set.leaked() : set, out);
      slices.of(example, scores, (slice, ofSlice) -> out.get(SLICES).output(KV.of(slice, ofSlice)));
      // What leaks only looks memorized.
      if (set == ScoredSet.TARGET && !leaks) {
        show(example, context.sideInput(target.index()).block(block).shard(), out);
      }
    }

    private List<ExampleScore> score(
        RetrievedExample example, ScoredSet in, MultiOutputReceiver out) {
      List<ExampleScore> scores = new ArrayList<>(study.pairings().size());
      for (int place = 0; place < study.pairings().size(); place++) {
        ExampleScore score = example.score(study.pairings().get(place), example.objects(), in);
        scores.add(score);
        out.get(SCORES).output(KV.of(place, score));
      }
      return scores;
    }

    private void outline(RetrievedExample example, MultiOutputReceiver out) {
      boolean inControl = set.unleaked() == ScoredSet.CONTROL;
      SetCounts seen = SetCounts.one(inControl);
      example
          .objects()
          .forEach(label -> out.get(LABELS).output(KV.of(lookUp.names().name(label), seen)));
      List<Integer> searches = study.referenceSearches();
      for (int space = 0; space < searches.size(); space++) {
        double distance = example.outcomes().get(searches.get(space)).nearestDistance();
        out.get(DISTANCES).output(KV.of(space, KV.of(inControl, distance)));
      }
    }

    private void show(RetrievedExample example, String shard, MultiOutputReceiver out) {
      for (int place : study.galleryPlaces()) {
        VlmStudy.Pairing pairing = study.pairings().get(place);
        candidates
            .of(
                place,
                example.id(),
                shard,
                example.objects(),
                example.model(pairing),
                example.reference(pairing))
            .ifPresent(shown -> out.get(GALLERY).output(KV.of(place, shown)));
      }
    }
  }
}
