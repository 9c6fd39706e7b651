package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.GalleryExample;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.metrics.ExampleScoreCoder;
import io.github.dejavubeam.transforms.metrics.ObjectRanking;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import io.github.dejavubeam.transforms.progress.Counters;
import io.github.dejavubeam.transforms.progress.Stage;
import io.github.dejavubeam.transforms.progress.ThreadTime;
import io.github.dejavubeam.transforms.report.ExampleResultCoder;
import io.github.dejavubeam.transforms.retrieval.ExcludedRows;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.shift.SetCounts;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.Nullable;
import org.apache.beam.sdk.coders.BooleanCoder;
import org.apache.beam.sdk.coders.DoubleCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.ListCoder;
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

  /** Rows of {@code examples/*.parquet}; none unless they were asked for. */
  public static final TupleTag<ExampleResult> RESULTS = new TupleTag<>() {};

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
  private final boolean spellOut;

  private ScoreExamples(
      VlmStudy study,
      ScoredSet set,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels,
      boolean spellOut) {
    this.study = study;
    this.set = set;
    this.target = target;
    this.publicSet = publicSet;
    this.leaked = leaked;
    this.frequentLabels = frequentLabels;
    this.spellOut = spellOut;
  }

  /**
   * Scores by that study.
   *
   * @param set what the examples are
   * @param target their blocks
   * @param leaked references of the rows that also occur in another set
   * @param frequentLabels labels whose examples are a slice, see {@link FrequentLabels}
   * @param spellOut whether {@link #RESULTS} are wanted
   */
  public static ScoreExamples of(
      VlmStudy study,
      ScoredSet set,
      SplitBlocks target,
      SplitBlocks publicSet,
      PCollectionView<List<Long>> leaked,
      PCollectionView<List<KV<String, Long>>> frequentLabels,
      boolean spellOut) {
    return new ScoreExamples(study, set, target, publicSet, leaked, frequentLabels, spellOut);
  }

  @Override
  public PCollectionTuple expand(PCollection<KV<Long, Retrieval>> retrieved) {
    PCollectionTuple scored =
        retrieved.apply(
            "Score",
            ParDo.of(new Score())
                .withSideInputs(target.index(), publicSet.index(), leaked, frequentLabels)
                .withOutputTags(
                    SCORES,
                    TupleTagList.of(RESULTS).and(LABELS).and(DISTANCES).and(SLICES).and(GALLERY)));
    scored.get(SCORES).setCoder(KvCoder.of(VarIntCoder.of(), ExampleScoreCoder.of()));
    scored.get(RESULTS).setCoder(ExampleResultCoder.of());
    scored.get(LABELS).setCoder(KvCoder.of(StringUtf8Coder.of(), new SetCounts.SetCountsCoder()));
    scored
        .get(SLICES)
        .setCoder(KvCoder.of(new SliceKey.SliceKeyCoder(), ListCoder.of(ExampleScoreCoder.of())));
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
    private transient LabelNames names;
    private transient ObjectRanking ranking;
    private transient OpenBlocks targetBlocks;
    private transient OpenBlocks publicBlocks;
    private transient ExcludedRows leakedRows;
    private transient Set<String> sliceLabels;
    private transient GalleryCandidates candidates;
    private transient Stage progress;

    @Setup
    public void setUp() {
      names = new LabelNames();
      ranking = new ObjectRanking(names::name);
      progress = Stage.of("score", "examples");
    }

    /** A bundle may be tried again, so what came before it does not count. */
    @StartBundle
    public void startBundle() {
      candidates = null;
    }

    @Teardown
    public void tearDown() {
      if (targetBlocks != null) {
        targetBlocks.close();
        publicBlocks.close();
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
      if (targetBlocks == null) {
        targetBlocks = target.openKeys(context.sideInput(target.index()));
        publicBlocks = publicSet.openKeys(context.sideInput(publicSet.index()));
        leakedRows = new ExcludedRows(context.sideInput(leaked));
        sliceLabels = new HashSet<>();
        context.sideInput(frequentLabels).forEach(label -> sliceLabels.add(label.getKey()));
      }
      if (candidates == null) {
        candidates =
            new GalleryCandidates(study, publicBlocks, context.sideInput(publicSet.index()), names);
      }
      names.nextExample();
      int ordinal = RowReference.block(retrieved.getKey());
      VectorBlockFile block = targetBlocks.get(ordinal);
      int row = RowReference.row(retrieved.getKey());
      IntSet objects =
          new IntOpenHashSet(
              SearchOutcome.labels(targetBlocks, retrieved.getKey(), study.minScore(), names));
      progress.add(1);
      if (objects.isEmpty()) {
        unlabelled.inc();
        return;
      }
      scored.inc();
      boolean leaks = leakedRows.contains(ordinal, row);
      SearchOutcome[] outcomes = outcomes(retrieved.getValue());
      ScoredSet in = leaks ? set.leaked() : set;
      outline(objects, outcomes, out);
      List<ExampleScore> scores = score(block.id(row), in, objects, outcomes, out);
      slice(in, objects, scores, out);
      sliceByCaption(block.caption(row), objects, scores, outcomes, out);
      // What leaks only looks memorized.
      if (set == ScoredSet.TARGET && !leaks) {
        String shard = context.sideInput(target.index()).block(ordinal).shard();
        show(block.id(row), shard, objects, outcomes, out);
      }
    }

    private SearchOutcome[] outcomes(Retrieval retrieval) {
      SearchOutcome[] outcomes = new SearchOutcome[retrieval.searches()];
      for (int search = 0; search < outcomes.length; search++) {
        outcomes[search] =
            new SearchOutcome(
                retrieval.neighbors(search),
                study.ks(),
                publicBlocks,
                study.minScore(),
                names,
                ranking);
        if (outcomes[search].isEmpty()) {
          throw new IllegalStateException("search " + search + " found nothing at all");
        }
      }
      return outcomes;
    }

    private List<ExampleScore> score(
        String id,
        ScoredSet in,
        IntSet objects,
        SearchOutcome[] outcomes,
        MultiOutputReceiver out) {
      List<String> labels = spellOut ? sortedNames(objects) : List.of();
      List<ExampleScore> scores = new ArrayList<>(study.pairings().size());
      for (int i = 0; i < study.pairings().size(); i++) {
        VlmStudy.Pairing pairing = study.pairings().get(i);
        ExampleScore score = score(id, in, pairing, objects, outcomes);
        scores.add(score);
        out.get(SCORES).output(KV.of(i, score));
        if (spellOut) {
          Comparison comparison = pairing.comparison();
          int k = comparison.k();
          int limit = comparison.objectLimit();
          SearchOutcome model = outcomes[pairing.modelSearch()];
          SearchOutcome reference = outcomes[pairing.referenceSearch()];
          out.get(RESULTS)
              .output(
                  ExampleResult.of(
                      id,
                      comparison,
                      labels,
                      model.spelled(k, limit, objects, publicBlocks, names),
                      reference.spelled(k, limit, objects, publicBlocks, names)));
        }
      }
      return scores;
    }

    /** How well these objects of an example were recovered in one comparison. */
    private ExampleScore score(
        String id,
        ScoredSet in,
        VlmStudy.Pairing pairing,
        IntSet objects,
        SearchOutcome[] outcomes) {
      int k = pairing.comparison().k();
      int limit = pairing.comparison().objectLimit();
      SearchOutcome model = outcomes[pairing.modelSearch()];
      SearchOutcome reference = outcomes[pairing.referenceSearch()];
      return ExampleScore.of(
              id,
              objects.size(),
              model.predicted(k, limit),
              model.hits(k, limit, objects),
              reference.predicted(k, limit),
              reference.hits(k, limit, objects),
              model.nearestDistance())
          .in(in);
    }

    private void slice(
        ScoredSet in, IntSet objects, List<ExampleScore> scores, MultiOutputReceiver out) {
      out.get(SLICES).output(KV.of(new SliceKey(Slice.ofObjects(objects.size()), in), scores));
      objects.forEach(
          label -> {
            String name = names.name(label);
            if (sliceLabels.contains(name)) {
              out.get(SLICES).output(KV.of(new SliceKey(Slice.ofLabel(name), in), scores));
            }
          });
    }

    private void sliceByCaption(
        @Nullable String caption,
        IntSet objects,
        List<ExampleScore> scores,
        SearchOutcome[] outcomes,
        MultiOutputReceiver out) {
      ScoredSet in = scores.get(0).set();
      if (caption == null) {
        out.get(SLICES).output(KV.of(new SliceKey(Slice.ofUnknownCaption(), in), scores));
        return;
      }
      CaptionWords words = new CaptionWords(caption);
      out.get(SLICES).output(KV.of(new SliceKey(Slice.ofCaptionWords(words.count()), in), scores));
      IntSet named = new IntOpenHashSet(objects);
      named.removeIf(label -> !words.name(names.name(label)));
      SliceKey onNamed = new SliceKey(Slice.ofObjectsNamed(true), in);
      SliceKey onOthers = new SliceKey(Slice.ofObjectsNamed(false), in);
      if (named.isEmpty() || named.size() == objects.size()) {
        out.get(SLICES).output(KV.of(named.isEmpty() ? onOthers : onNamed, scores));
        return;
      }
      List<ExampleScore> scoresOfNamed = new ArrayList<>(scores.size());
      List<ExampleScore> scoresOfOthers = new ArrayList<>(scores.size());
      for (int place = 0; place < scores.size(); place++) {
        ExampleScore whole = scores.get(place);
        ExampleScore some = score(whole.id(), in, study.pairings().get(place), named, outcomes);
        scoresOfNamed.add(some);
        scoresOfOthers.add(whole.without(some));
      }
      out.get(SLICES).output(KV.of(onNamed, scoresOfNamed));
      out.get(SLICES).output(KV.of(onOthers, scoresOfOthers));
    }

    private void outline(IntSet objects, SearchOutcome[] outcomes, MultiOutputReceiver out) {
      boolean inControl = set.unleaked() == ScoredSet.CONTROL;
      SetCounts seen = SetCounts.one(inControl);
      objects.forEach(label -> out.get(LABELS).output(KV.of(names.name(label), seen)));
      List<Integer> searches = study.referenceSearches();
      for (int space = 0; space < searches.size(); space++) {
        double distance = outcomes[searches.get(space)].nearestDistance();
        out.get(DISTANCES).output(KV.of(space, KV.of(inControl, distance)));
      }
    }

    private void show(
        String id,
        String shard,
        IntSet objects,
        SearchOutcome[] outcomes,
        MultiOutputReceiver out) {
      for (int place : study.galleryPlaces()) {
        VlmStudy.Pairing pairing = study.pairings().get(place);
        candidates
            .of(
                place,
                id,
                shard,
                objects,
                outcomes[pairing.modelSearch()],
                outcomes[pairing.referenceSearch()])
            .ifPresent(example -> out.get(GALLERY).output(KV.of(place, example)));
      }
    }

    private List<String> sortedNames(IntSet objects) {
      String[] labels = objects.intStream().mapToObj(names::name).toArray(String[]::new);
      Arrays.sort(labels);
      return List.of(labels);
    }
  }
}
