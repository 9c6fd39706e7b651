package io.github.dejavubeam.transforms.imagetest;

import io.github.dejavubeam.transforms.correlation.TagCounts;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/** Writes the counts that Naive Bayes learned; yields the path once the file is there. */
public final class WriteTagCounts extends PTransform<PCollection<TagCounts>, PCollection<String>> {

  private final String path;

  private WriteTagCounts(String path) {
    this.path = path;
  }

  /** Writes below that output directory. */
  public static WriteTagCounts to(String output) {
    return new WriteTagCounts(output + "/" + TagCountsFile.NAME);
  }

  @Override
  public PCollection<String> expand(PCollection<TagCounts> counts) {
    return counts.apply("Write", ParDo.of(new Write(path)));
  }

  private static final class Write extends DoFn<TagCounts, String> {
    private final String path;

    Write(String path) {
      this.path = path;
    }

    @ProcessElement
    public void process(@Element TagCounts counts, OutputReceiver<String> out) throws IOException {
      TagCountsFile.write(path, counts);
      out.output(path);
    }
  }
}
