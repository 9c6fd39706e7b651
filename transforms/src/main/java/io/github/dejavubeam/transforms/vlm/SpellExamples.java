package io.github.dejavubeam.transforms.vlm;

import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.schemas.ExampleResult;
import io.github.dejavubeam.transforms.report.ExampleResultCoder;
import io.github.dejavubeam.transforms.retrieval.Retrieval;
import io.github.dejavubeam.transforms.vectors.OpenBlocks;
import io.github.dejavubeam.transforms.vectors.SplitBlocks;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Spells out what was retrieved for every example of a set that has a true object, and what that
 * predicts: a row for every comparison. The rows are many times what they are made from, so they
 * are made where they are written, and not by {@link ScoreExamples}, whose outputs travel: to look
 * labels up once more takes a fraction of the time that passing rows on takes.
 */
public final class SpellExamples
    extends PTransform<PCollection<KV<Long, Retrieval>>, PCollection<ExampleResult>> {

  private final VlmStudy study;
  private final SplitBlocks target;
  private final SplitBlocks publicSet;

  private SpellExamples(VlmStudy study, SplitBlocks target, SplitBlocks publicSet) {
    this.study = study;
    this.target = target;
    this.publicSet = publicSet;
  }

  /**
   * Spells out by that study.
   *
   * @param target the blocks of the examples
   */
  public static SpellExamples of(VlmStudy study, SplitBlocks target, SplitBlocks publicSet) {
    return new SpellExamples(study, target, publicSet);
  }

  @Override
  public PCollection<ExampleResult> expand(PCollection<KV<Long, Retrieval>> retrieved) {
    return retrieved
        .apply("Spell", ParDo.of(new Spell()).withSideInputs(target.index(), publicSet.index()))
        .setCoder(ExampleResultCoder.of());
  }

  private final class Spell extends DoFn<KV<Long, Retrieval>, ExampleResult> {
    private transient ExampleLookUp lookUp;

    @Teardown
    public void tearDown() {
      if (lookUp != null) {
        lookUp.close();
      }
    }

    @ProcessElement
    public void process(
        @Element KV<Long, Retrieval> retrieved,
        ProcessContext context,
        OutputReceiver<ExampleResult> out) {
      if (lookUp == null) {
        lookUp =
            new ExampleLookUp(
                study,
                target.openKeys(context.sideInput(target.index())),
                publicSet.openKeys(context.sideInput(publicSet.index())));
      }
      lookUp.of(retrieved.getKey(), retrieved.getValue()).ifPresent(example -> spell(example, out));
    }

    private void spell(RetrievedExample example, OutputReceiver<ExampleResult> out) {
      OpenBlocks publicBlocks = lookUp.publicBlocks();
      LabelNames names = lookUp.names();
      String[] labels = example.objects().intStream().mapToObj(names::name).toArray(String[]::new);
      Arrays.sort(labels);
      for (VlmStudy.Pairing pairing : study.pairings()) {
        Comparison comparison = pairing.comparison();
        int k = comparison.k();
        int limit = comparison.objectLimit();
        out.output(
            ExampleResult.of(
                example.id(),
                comparison,
                List.of(labels),
                example.model(pairing).spelled(k, limit, example.objects(), publicBlocks, names),
                example
                    .reference(pairing)
                    .spelled(k, limit, example.objects(), publicBlocks, names)));
      }
    }
  }
}
