package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.transforms.metrics.ObjectRanking;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.retrieval.RowReference;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.VectorBlockFile;
import it.unimi.dsi.fastutil.ints.IntOpenHashSet;
import it.unimi.dsi.fastutil.ints.IntSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks up examples and the labels of their neighbours by row reference (method, part 1 point 3).
 * One thread uses it.
 */
final class ExampleLookUp implements AutoCloseable {

  private final VlmStudy study;
  private final OpenBlocks targetBlocks;
  private final OpenBlocks publicBlocks;
  private final LabelNames names = new LabelNames();
  private final ObjectRanking ranking = new ObjectRanking(names::name);

  /**
   * Looks up in these blocks, which are closed with this.
   *
   * @param targetBlocks those of the examples
   * @param publicBlocks those of the neighbours
   */
  ExampleLookUp(VlmStudy study, OpenBlocks targetBlocks, OpenBlocks publicBlocks) {
    this.study = study;
    this.targetBlocks = targetBlocks;
    this.publicBlocks = publicBlocks;
  }

  /**
   * An example; empty if it has no true object. What came before it is not to be used any more.
   *
   * @param reference its row
   * @param retrieval its neighbours
   * @throws IllegalStateException if a search found nothing
   */
  Optional<RetrievedExample> of(long reference, Retrieval retrieval) {
    names.nextExample();
    IntSet objects =
        new IntOpenHashSet(SearchOutcome.labels(targetBlocks, reference, study.minScore(), names));
    if (objects.isEmpty()) {
      return Optional.empty();
    }
    VectorBlockFile block = targetBlocks.get(RowReference.block(reference));
    int row = RowReference.row(reference);
    return Optional.of(
        new RetrievedExample(block.id(row), block.caption(row), objects, outcomes(retrieval)));
  }

  private List<SearchOutcome> outcomes(Retrieval retrieval) {
    List<SearchOutcome> outcomes = new ArrayList<>(retrieval.searches());
    for (int search = 0; search < retrieval.searches(); search++) {
      SearchOutcome outcome =
          new SearchOutcome(
              retrieval.neighbors(search),
              study.ks(),
              publicBlocks,
              study.minScore(),
              names,
              ranking);
      if (outcome.isEmpty()) {
        throw new IllegalStateException("search " + search + " found nothing at all");
      }
      outcomes.add(outcome);
    }
    return outcomes;
  }

  /** The blocks of the neighbours. */
  OpenBlocks publicBlocks() {
    return publicBlocks;
  }

  /** What the numbers of labels stand for. */
  LabelNames names() {
    return names;
  }

  @Override
  public void close() {
    targetBlocks.close();
    publicBlocks.close();
  }
}
