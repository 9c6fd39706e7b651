package io.github.dejavubeam.transforms.partition;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/**
 * Checks parts and writes {@code manifest.json} last: how many keys each list has, how many keys
 * are in more than one place, which classes were too small and left out, and why examples were. To
 * be applied to what {@link PartitionShards} yields.
 */
public final class WriteChecks extends PTransform<PCollectionTuple, PDone> {

  private final String output;
  private final PCollection<KV<String, Long>> written;

  private WriteChecks(String output, PCollection<KV<String, Long>> written) {
    this.output = output;
    this.written = written;
  }

  /**
   * Checks the parts in that directory.
   *
   * @param written what {@link WriteLists} yields
   */
  public static WriteChecks of(String output, PCollection<KV<String, Long>> written) {
    return new WriteChecks(output, written);
  }

  @Override
  public PDone expand(PCollectionTuple parts) {
    PCollectionView<Long> repeated =
        parts
            .get(PartitionShards.KEYS)
            .apply("Keys", Values.create())
            .apply("Count places", Count.perElement())
            .apply("Repeated", Filter.by(key -> key.getValue() > 1))
            .apply(
                "Count repeated",
                Combine.globally(Count.<KV<String, Long>>combineFn()).asSingletonView());
    PCollectionView<Map<String, Long>> small =
        parts.get(PartitionShards.SHORT).apply("Small classes", View.asMap());
    PCollectionView<Map<String, Long>> leftOut =
        parts
            .get(PartitionShards.LEFT_OUT)
            .apply("Count reasons", Count.perElement())
            .apply("All reasons", View.asMap());
    PCollectionView<Map<String, Long>> sizes =
        written.apply("Sizes", Sum.longsPerKey()).apply("All sizes", View.asMap());
    parts
        .getPipeline()
        .apply("Start", Create.of(output))
        .apply(
            "Write",
            ParDo.of(new Write(repeated, small, leftOut, sizes))
                .withSideInputs(repeated, small, leftOut, sizes));
    return PDone.in(parts.getPipeline());
  }

  private static final class Write extends DoFn<String, Void> {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final PCollectionView<Long> repeated;
    private final PCollectionView<Map<String, Long>> small;
    private final PCollectionView<Map<String, Long>> leftOut;
    private final PCollectionView<Map<String, Long>> sizes;

    Write(
        PCollectionView<Long> repeated,
        PCollectionView<Map<String, Long>> small,
        PCollectionView<Map<String, Long>> leftOut,
        PCollectionView<Map<String, Long>> sizes) {
      this.repeated = repeated;
      this.small = small;
      this.leftOut = leftOut;
      this.sizes = sizes;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      ObjectNode manifest = JSON.createObjectNode().put("version", 1).put("verb", "partition");
      Map<String, Long> written = context.sideInput(sizes);
      ObjectNode lists = manifest.putObject("lists");
      for (Part part : Part.values()) {
        lists.put(part.label(), written.getOrDefault(part.label(), 0L));
      }
      manifest.put("keysInTwoPlaces", context.sideInput(repeated));
      ObjectNode classes = manifest.putObject("smallClasses");
      new TreeMap<>(context.sideInput(small)).forEach(classes::put);
      ObjectNode reasons = manifest.putObject("leftOut");
      new TreeMap<>(context.sideInput(leftOut)).forEach(reasons::put);
      AtomicFiles.write(output + "/manifest.json", JSON.writeValueAsBytes(manifest));
    }
  }
}
