package io.github.dejavubeam.pipelines;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The vision-language test on the embedded sample: 200 drawings, two tiny CLIPs and a sentence
 * embedder.
 */
final class Sample implements Verb<SampleOptions> {

  /** Where the build put the sample, its models and the embedder; the launcher says it. */
  private static final String SAMPLE = "dejavu.sample";

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "Runs vlm on the sample that comes with the program; nothing is to be prepared.";
  }

  @Override
  public Class<SampleOptions> options() {
    return SampleOptions.class;
  }

  @Override
  public void run(SampleOptions options, PrintStream out) {
    Path sample = Path.of(System.getProperty(SAMPLE, "sample"));
    if (!Files.isDirectory(sample)) {
      throw new UsageException(
          "the sample is not at "
              + sample
              + ": start the program with ./dejavu, which builds it, or set -D"
              + SAMPLE);
    }
    VlmOptions study = options.as(VlmOptions.class);
    study.setTarget(List.of(sample.resolve("clipart/target-a").toString()));
    study.setPublic(List.of(sample.resolve("clipart/public").toString()));
    study.setModel(List.of(sample.resolve("models/mini-clip-a").toString()));
    study.setReference(
        List.of(
            sample.resolve("models/mini-clip-b").toString(),
            sample.resolve("models/all-MiniLM-L6-v2").toString()));
    study.setMinScore(1);
    new Vlm().run(study, out);
  }
}
