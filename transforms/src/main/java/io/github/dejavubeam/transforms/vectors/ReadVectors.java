package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.schemas.SkippedExample;
import io.github.dejavubeam.schemas.VectorBlock;
import io.github.dejavubeam.transforms.tally.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/** A split whose vectors were made before: its manifests in place of its shards. */
public final class ReadVectors {

  private final String split;
  private final VectorFolder folder;
  private final List<VectorManifest> manifests;

  private ReadVectors(String split, VectorFolder folder, List<VectorManifest> manifests) {
    this.split = split;
    this.folder = folder;
    this.manifests = manifests;
  }

  /**
   * The vectors of these encoders.
   *
   * @param manifests one for each encoder, at least one
   * @throws IllegalArgumentException if two encoders have not the same rows in the same blocks, or
   *     vectors are not normalised
   */
  public static ReadVectors of(String split, VectorFolder folder, List<VectorManifest> manifests) {
    VectorManifest first = manifests.get(0);
    for (VectorManifest manifest : manifests) {
      if (!rows(manifest).equals(rows(first))) {
        throw new IllegalArgumentException(
            "the vectors of "
                + first.encoder()
                + " and of "
                + manifest.encoder()
                + " in "
                + folder.root()
                + " are not of the same examples in the same order: embed both with the same"
                + " options");
      }
      if (!manifest.normalized()) {
        throw new IllegalArgumentException(
            "the vectors of " + manifest.encoder() + " in " + folder.root() + " have not length 1");
      }
    }
    return new ReadVectors(split, folder, List.copyOf(manifests));
  }

  private static List<KV<String, Integer>> rows(VectorManifest manifest) {
    return manifest.blocks().stream().map(block -> KV.of(block.name(), block.rows())).toList();
  }

  /** The split, as if it had just been embedded. */
  public SplitVectors in(Pipeline pipeline) {
    VectorManifest first = manifests.get(0);
    List<VectorBlock> blocks =
        first.blocks().stream()
            .map(block -> VectorBlock.of(block.name(), block.shard(), block.rows()))
            .toList();
    List<UnusableRow> unusable = unusable();
    List<KV<String, Long>> tally = new ArrayList<>();
    tally.add(KV.of(Tally.read(split), first.read()));
    if (first.skipped() > 0) {
      tally.add(
          KV.of(
              Tally.skipped(split, "read", "left out when its vectors were made"),
              first.skipped()));
    }
    if (!unusable.isEmpty()) {
      tally.add(
          KV.of(
              Tally.skipped(split, "embed", "a model gave a vector that is zero or not finite"),
              (long) unusable.size()));
    }
    return new SplitVectors(
        split,
        folder,
        first.encoder(),
        create(pipeline, "blocks", blocks, VectorBlock.class),
        create(pipeline, "unusable rows", unusable, UnusableRow.class),
        create(pipeline, "skipped", List.of(), SkippedExample.class),
        pipeline.apply("Read " + split + " tally", Create.of(tally).withCoder(TALLY_CODER)));
  }

  private static final Coder<KV<String, Long>> TALLY_CODER =
      KvCoder.of(StringUtf8Coder.of(), VarLongCoder.of());

  private List<UnusableRow> unusable() {
    List<UnusableRow> unusable = new ArrayList<>();
    for (int block = 0; block < manifests.get(0).blocks().size(); block++) {
      TreeSet<Integer> rows = new TreeSet<>();
      for (VectorManifest manifest : manifests) {
        rows.addAll(manifest.blocks().get(block).unusable());
      }
      String name = manifests.get(0).blocks().get(block).name();
      rows.forEach(row -> unusable.add(UnusableRow.of(name, row)));
    }
    return unusable;
  }

  private <T> PCollection<T> create(
      Pipeline pipeline, String what, List<T> elements, Class<T> type) {
    return pipeline.apply(
        "Read " + split + " " + what, Create.of(elements).withType(TypeDescriptor.of(type)));
  }
}
