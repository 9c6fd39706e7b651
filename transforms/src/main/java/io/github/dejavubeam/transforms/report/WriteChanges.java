package io.github.dejavubeam.transforms.report;

import io.github.dejavubeam.transforms.io.AtomicFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.SerializableFunction;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionView;
import org.apache.beam.sdk.values.PDone;

/** Writes what changed between two studies into the output directory. */
public final class WriteChanges<T> extends PTransform<PCollection<T>, PDone> {

  /** The file that is printed. */
  public static final String TEXT = "comparison.txt";

  static final String JSON = "comparison.json";
  static final String CSV = "comparison.csv";

  private final String output;
  private final SerializableFunction<List<T>, Map<String, byte[]>> files;

  private WriteChanges(String output, SerializableFunction<List<T>, Map<String, byte[]>> files) {
    this.output = output;
    this.files = files;
  }

  /**
   * Writes to that directory.
   *
   * @param files the files of all changes, which come in any order
   */
  public static <T> WriteChanges<T> of(
      String output, SerializableFunction<List<T>, Map<String, byte[]>> files) {
    return new WriteChanges<>(output, files);
  }

  @Override
  public PDone expand(PCollection<T> changes) {
    PCollectionView<List<T>> all = changes.apply("AllResults", View.asList());
    changes
        .getPipeline()
        .apply("Start", Create.of(output))
        .apply("Write", ParDo.of(new Write<>(files, all)).withSideInputs(all));
    return PDone.in(changes.getPipeline());
  }

  private static final class Write<T> extends DoFn<String, Void> {
    private final SerializableFunction<List<T>, Map<String, byte[]>> files;
    private final PCollectionView<List<T>> all;

    Write(SerializableFunction<List<T>, Map<String, byte[]>> files, PCollectionView<List<T>> all) {
      this.files = files;
      this.all = all;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      for (Map.Entry<String, byte[]> file : files.apply(context.sideInput(all)).entrySet()) {
        AtomicFiles.write(output + "/" + file.getKey(), file.getValue());
      }
    }
  }
}
