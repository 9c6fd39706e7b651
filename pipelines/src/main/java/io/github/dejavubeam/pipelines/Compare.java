package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.io.AtomicFiles;
import io.github.dejavubeam.transforms.io.OutputDirectory;
import io.github.dejavubeam.transforms.report.WriteChanges;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.beam.sdk.Pipeline;

/** Compares two finished studies of a test, example by example. */
final class Compare implements Verb<CompareOptions> {

  private static final String OUTPUT = "dejavu-compare";

  @Override
  public String name() {
    return "compare";
  }

  @Override
  public String summary() {
    return "Compares two finished studies, both of vlm or of image: dejavu compare DIR DIR.";
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
    if (!first.test().equals(second.test())) {
      throw new UsageException(
          "%s is a study of %s, %s one of %s: give two of the same test"
              .formatted(first.directory(), first.test(), second.directory(), second.test()));
    }
    String output = OutputPath.of(options.getOutput() == null ? OUTPUT : options.getOutput());
    try {
      OutputDirectory.requireUsable("--output", output);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage(), e);
    }
    Pipeline pipeline = Pipeline.create(options);
    if (first.test().equals(FinishedStudy.VLM)) {
      CompareVlm.apply(pipeline, first, second, output);
    } else {
      CompareImage.apply(pipeline, first, second, output);
    }
    if (options.isDryRun()) {
      DryRun.of(this, options, output).studies(studies).print(out);
      return;
    }
    if (!LocalRun.of(this, options, output, pipeline).run()) {
      return;
    }
    try {
      out.print(
          new String(
              AtomicFiles.read(output + "/" + WriteChanges.TEXT, 64L << 20),
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    out.println("\nAll results: " + output + " (comparison.json, comparison.csv)");
  }
}
