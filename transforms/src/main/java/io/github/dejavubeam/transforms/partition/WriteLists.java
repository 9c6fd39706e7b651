package io.github.dejavubeam.transforms.partition;

import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.metrics.exact.CodePointOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;

/**
 * Writes the keys of every part, sorted, one a line: {@code a.txt}, or {@code a-0-of-4.txt} where a
 * list is cut into files, each of which is sorted by itself in one worker's memory.
 */
public final class WriteLists
    extends PTransform<PCollection<KV<String, String>>, PCollection<KV<String, Long>>> {

  private final String output;
  private final int files;

  private WriteLists(String output, int files) {
    this.output = output;
    this.files = files;
  }

  /**
   * Writes below that directory; yields how many keys each file of a part got.
   *
   * @param files files of each list
   */
  public static WriteLists to(String output, int files) {
    return new WriteLists(output, files);
  }

  @Override
  public PCollection<KV<String, Long>> expand(PCollection<KV<String, String>> keys) {
    return keys.apply("By file", ParDo.of(new ByFile(files)))
        .apply("Of a file", GroupByKey.create())
        .apply("Write", ParDo.of(new Write(output)));
  }

  private static final class ByFile extends DoFn<KV<String, String>, KV<String, String>> {
    private final int files;

    ByFile(int files) {
      this.files = files;
    }

    @ProcessElement
    public void process(@Element KV<String, String> key, OutputReceiver<KV<String, String>> out) {
      String part = key.getKey();
      long file = Long.remainderUnsigned(Candidate.of(key.getValue()).hash(), files);
      out.output(KV.of(files == 1 ? part : part + "-" + file + "-of-" + files, key.getValue()));
    }
  }

  private static final class Write extends DoFn<KV<String, Iterable<String>>, KV<String, Long>> {
    private final String output;

    Write(String output) {
      this.output = output;
    }

    @ProcessElement
    public void process(
        @Element KV<String, Iterable<String>> file, OutputReceiver<KV<String, Long>> out)
        throws IOException {
      List<String> keys = new ArrayList<>();
      file.getValue().forEach(keys::add);
      keys.sort(CodePointOrder::compare);
      AtomicFiles.write(
          output + "/" + file.getKey() + ".txt",
          (String.join("\n", keys) + "\n").getBytes(StandardCharsets.UTF_8));
      out.output(KV.of(file.getKey().replaceFirst("-.*", ""), (long) keys.size()));
    }
  }
}
