package io.github.dejavubeam.transforms.embedding;

import io.github.dejavubeam.transforms.model.EncoderSpec;
import io.github.dejavubeam.transforms.vectors.VectorManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes an encoder's manifest when the parts of all shards are there; a part is a few names, not
 * vectors.
 */
final class WriteManifests
    extends PTransform<PCollection<KV<String, ManifestPart>>, PCollection<String>> {

  private final EmbeddingPlan plan;

  private WriteManifests(EmbeddingPlan plan) {
    this.plan = plan;
  }

  static WriteManifests of(EmbeddingPlan plan) {
    return new WriteManifests(plan);
  }

  @Override
  public PCollection<String> expand(PCollection<KV<String, ManifestPart>> parts) {
    return parts
        .apply("ByEncoder", GroupByKey.create())
        .apply("WriteManifest", ParDo.of(new Write()));
  }

  private final class Write extends DoFn<KV<String, Iterable<ManifestPart>>, String> {

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<ManifestPart>> parts, OutputReceiver<String> out)
        throws IOException {
      EncoderSpec encoder =
          plan.encoders().stream()
              .filter(candidate -> candidate.key().equals(parts.getKey()))
              .findFirst()
              .orElseThrow();
      long read = 0;
      long skipped = 0;
      long rows = 0;
      List<VectorManifest.Block> blocks = new ArrayList<>();
      for (ManifestPart part : parts.getValue()) {
        read += part.read();
        skipped += part.skipped();
        for (VectorManifest.Block block : part.blocks()) {
          blocks.add(block);
          rows += block.rows();
        }
      }
      blocks.sort(Comparator.comparing(VectorManifest.Block::name));
      new VectorManifest(
              VectorManifest.VERSION,
              encoder.key(),
              encoder.modelDigest(),
              preprocessing(encoder),
              encoder.dimension(),
              plan.vectorType().label(),
              encoder.unitLength(),
              plan.batchSize(),
              plan.placement().arithmetic(),
              read,
              skipped,
              rows,
              blocks,
              plan.objectTagger() == null ? null : plan.objectTagger().digest())
          .write(plan.folder());
      out.output(plan.folder().manifest(encoder.key()));
    }
  }

  /** What is done to an example, cropping included. */
  private String preprocessing(EncoderSpec encoder) {
    return plan.crop() == null
        ? encoder.preprocessingDigest()
        : Digests.hex(encoder.preprocessingDigest(), plan.crop().description());
  }
}
