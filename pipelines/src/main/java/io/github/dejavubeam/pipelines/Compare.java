package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.schemas.ChangeResult;
import io.github.dejavubeam.schemas.Comparison;
import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.metrics.CompareStudies;
import io.github.dejavubeam.transforms.report.ChangeReport;
import io.github.dejavubeam.transforms.report.ReadScores;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.View;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionView;

/** Compares two finished studies, example by example: read, join, test, write. */
final class Compare implements Verb<CompareOptions> {

  private static final String OUTPUT = "dejavu-compare";
  private static final String TEXT = "/comparison.txt";

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String summary() {
    return "Compares two finished studies of vlm: dejavu compare DIR DIR.";
  }

  @Override
  public Class<CompareOptions> options() {
    return CompareOptions.class;
  }

  @Override
  public List<String> complete(List<String> args) {
    return args.stream().map(arg -> arg.startsWith("--") ? arg : "--study=" + arg).toList();
  }

  @Override
  public void run(CompareOptions options, PrintStream out) {
    List<String> studies = options.getStudy() == null ? List.of() : options.getStudy();
    if (studies.size() != 2) {
      throw new UsageException("give the directories of two studies: dejavu compare DIR DIR");
    }
    FinishedStudy first = FinishedStudy.of(studies.get(0));
    FinishedStudy second = FinishedStudy.of(studies.get(1));
    List<KV<Comparison, Comparison>> pairs = first.pairs(second);
    if (pairs.isEmpty()) {
      throw new UsageException(
          "the studies have no comparison in common: run both with the same --k, --objects and"
              + " --mode, and name models and references alike (NAME=DIRECTORY)");
    }
    String output = OutputPath.of(options.getOutput() == null ? OUTPUT : options.getOutput());
    try {
      OutputDirectory.requireUsable("--output", output);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Pipeline pipeline = pipeline(options, first, second, pairs, output);
    if (options.isDryRun()) {
      DryRun.of(this, options, output).studies(studies).print(out);
      return;
    }
    if (!LocalRun.of(this, options, output, pipeline).run()) {
      return;
    }
    try {
      out.print(new String(AtomicFiles.read(output + TEXT, 64L << 20), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("\nAll results: " + output + " (comparison.json, comparison.csv)");
  }

  private static Pipeline pipeline(
      CompareOptions options,
      FinishedStudy first,
      FinishedStudy second,
      List<KV<Comparison, Comparison>> pairs,
      String output) {
    Pipeline pipeline = Pipeline.create(options);
    List<Comparison> ofFirst = pairs.stream().map(KV::getKey).toList();
    List<Comparison> ofSecond = pairs.stream().map(KV::getValue).toList();
    PCollectionView<List<ChangeResult>> results =
        PCollectionList.of(
                pipeline.apply("ReadFirst", ReadScores.of(first.directory(), ofFirst, false)))
            .and(pipeline.apply("ReadSecond", ReadScores.of(second.directory(), ofSecond, true)))
            .apply("Scores", Flatten.pCollections())
            .apply("CompareStudies", CompareStudies.of(pairs))
            .apply("AllResults", View.asList());
    pipeline
        .apply("Start", Create.of(output))
        .apply("Write", ParDo.of(new Write(results)).withSideInputs(results));
    return pipeline;
  }

  private static final class Write extends DoFn<String, Void> {
    private final PCollectionView<List<ChangeResult>> results;

    Write(PCollectionView<List<ChangeResult>> results) {
      this.results = results;
    }

    @ProcessElement
    public void process(@Element String output, ProcessContext context) throws IOException {
      List<ChangeResult> sorted =
          context.sideInput(results).stream()
              .sorted(Comparator.comparing(ChangeResult::first))
              .toList();
      AtomicFiles.write(output + "/comparison.json", ChangeReport.json(sorted));
      AtomicFiles.write(output + "/comparison.csv", ChangeReport.csv(sorted));
      AtomicFiles.write(output + TEXT, ChangeReport.text(sorted).getBytes(StandardCharsets.UTF_8));
    }
  }
}
