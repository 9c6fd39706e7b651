package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.ExampleScore;
import io.github.dejavubeam.schemas.ScoredSet;
import io.github.dejavubeam.schemas.Slice;
import io.github.dejavubeam.transforms.metrics.SliceKey;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** The slices that an example is in, each with its scores there by the comparison's place. */
final class ExampleSlices {

  private final VlmStudy study;
  private final Set<String> labels;
  private final LabelNames names;

  /**
   * Slices of a study.
   *
   * @param labels those whose examples are a slice
   * @param names what numbers of objects stand for
   */
  ExampleSlices(VlmStudy study, Set<String> labels, LabelNames names) {
    this.study = study;
    this.labels = new HashSet<>(labels);
    this.names = names;
  }

  /** Shows the slices of an example that has these scores. */
  void of(
      RetrievedExample example,
      List<ExampleScore> scores,
      BiConsumer<SliceKey, List<ExampleScore>> consumer) {
    ScoredSet in = scores.get(0).set();
    IntSet objects = example.objects();
    consumer.accept(new SliceKey(Slice.ofObjects(objects.size()), in), scores);
    objects.forEach(
        label -> {
          String name = names.name(label);
          if (labels.contains(name)) {
            consumer.accept(new SliceKey(Slice.ofLabel(name), in), scores);
          }
        });
    if (example.caption() == null) {
      consumer.accept(new SliceKey(Slice.ofUnknownCaption(), in), scores);
      return;
    }
    CaptionWords words = new CaptionWords(example.caption());
    consumer.accept(new SliceKey(Slice.ofCaptionWords(words.count()), in), scores);
    IntSet named = new IntOpenHashSet(objects);
    named.removeIf(label -> !words.name(names.name(label)));
    SliceKey onNamed = new SliceKey(Slice.ofObjectsNamed(true), in);
    SliceKey onOthers = new SliceKey(Slice.ofObjectsNamed(false), in);
    if (named.isEmpty() || named.size() == objects.size()) {
      consumer.accept(named.isEmpty() ? onOthers : onNamed, scores);
      return;
    }
    List<ExampleScore> scoresOfNamed = new ArrayList<>(scores.size());
    List<ExampleScore> scoresOfOthers = new ArrayList<>(scores.size());
    for (int place = 0; place < scores.size(); place++) {
      ExampleScore some = example.score(study.pairings().get(place), named, in);
      scoresOfNamed.add(some);
      scoresOfOthers.add(scores.get(place).without(some));
    }
    consumer.accept(onNamed, scoresOfNamed);
    consumer.accept(onOthers, scoresOfOthers);
  }
}
