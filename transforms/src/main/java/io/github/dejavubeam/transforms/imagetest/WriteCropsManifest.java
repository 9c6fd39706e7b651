package io.github.dejavubeam.transforms.imagetest;

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
 * Writes {@code manifest.json} of a directory of crops once all its files are in place: rule of the
 * crop, where the tags are from and numbers of examples.
 */
public final class WriteCropsManifest extends PTransform<PCollection<Tally>, PDone> {

  private final String output;
  private final String crop;
  private final String tags;
  private final List<PCollection<?>> written;

  private WriteCropsManifest(
      String output, String crop, String tags, List<PCollection<?>> written) {
    this.output = output;
    this.crop = crop;
    this.tags = tags;
    this.written = written;
  }

  /**
   * Writes the manifest of that directory.
   *
   * @param crop description of the crop
   * @param tags {@code annotated}, or the digest of the tagger that saw them
   * @param written what must be there before
   */
  public static WriteCropsManifest of(
      String output, String crop, String tags, List<PCollection<?>> written) {
    return new WriteCropsManifest(output, crop, tags, List.copyOf(written));
  }

  @Override
  public PDone expand(PCollection<Tally> tally) {
    tally
        .apply("Wait for files", Wait.on(written))
        .apply("Write", ParDo.of(new Write(output, crop, tags)));
    return PDone.in(tally.getPipeline());
  }

  private static final class Write extends DoFn<Tally, Void> {
    private static final ObjectMapper JSON =
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final String output;
    private final String crop;
    private final String tags;

    Write(String output, String crop, String tags) {
      this.output = output;
      this.crop = crop;
      this.tags = tags;
    }

    @ProcessElement
    public void process(@Element Tally tally) throws IOException {
      long read = tally.found(CropShards.SPLIT);
      long noBackground = tally.withoutBackground(CropShards.SPLIT);
      long skipped = tally.leftOut(CropShards.SPLIT);
      ObjectNode manifest =
          JSON.createObjectNode()
              .put("version", 1)
              .put("verb", "crops")
              .put("crop", crop)
              .put("tags", tags)
              .put("read", read)
              .put("written", read - noBackground - skipped)
              .put("noBackground", noBackground)
              .put("skipped", skipped);
      AtomicFiles.write(output + "/manifest.json", JSON.writeValueAsBytes(manifest));
    }
  }
}
