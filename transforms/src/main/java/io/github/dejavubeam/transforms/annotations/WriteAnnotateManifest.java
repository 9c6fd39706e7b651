package io.github.dejavubeam.transforms.annotations;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.tally.Tally;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PDone;

/**
 * Writes {@code manifest.json} of a directory of annotated shards once all its files are in place:
 * numbers of examples and annotations.
 */
public final class WriteAnnotateManifest extends PTransform<PCollection<Tally>, PDone> {

  private final String output;
  private final List<PCollection<?>> written;

  private WriteAnnotateManifest(String output, List<PCollection<?>> written) {
    this.output = output;
    this.written = written;
  }

  /**
   * Writes the manifest of that directory.
   *
   * @param written what must be there before
   */
  public static WriteAnnotateManifest of(String output, List<PCollection<?>> written) {
    return new WriteAnnotateManifest(output, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollection<Tally> tally) {
    tally.apply("Wait for files", Wait.on(written)).apply("Write", ParDo.of(new Write(output)));
    return PDone.in(tally.getPipeline());
  }

  private static final class Write extends DoFn<Tally, Void> {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final String output;

    Write(String output) {
      this.output = output;
    }

    @ProcessElement
    public void process(@Element Tally tally) throws IOException {
      ObjectNode manifest =
          JSON.createObjectNode()
              .put("version", 1)
              .put("verb", "annotate")
              .put("read", tally.found(AnnotateShards.SPLIT))
              .put("skipped", tally.leftOut(AnnotateShards.SPLIT));
      JoinCounts.of(tally, List.of(AnnotateShards.SPLIT))
          .forEach(
              (join, counts) -> {
                ObjectNode node = manifest.putObject(join);
                counts.forEach(node::put);
              });
      AtomicFiles.write(output + "/manifest.json", JSON.writeValueAsBytes(manifest));
    }
  }
}
