package io.github.dejavubeam.pipelines;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The vision-language test on the embedded sample: 200 drawings, two tiny CLIPs and a sentence
 * embedder. It is vlm with every option set; each can be set otherwise.
 */
final class Sample implements Verb<VlmOptions> {

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
  public Class<VlmOptions> options() {
    return VlmOptions.class;
  }

  @Override
  public List<String> complete(List<String> args) {
    Path sample = Path.of(System.getProperty(SAMPLE, "sample"));
    if (!Files.isDirectory(sample)) {
      throw new UsageException(
          "the sample is not at "
              + sample
              + ": start the program with ./dejavu, which builds it, or set -D"
              + SAMPLE);
    }
    Path models = sample.resolve("models");
    Map<String, String> presets = new LinkedHashMap<>();
    presets.put("--target=", sample.resolve("clipart/target-a").toString());
    presets.put("--public=", sample.resolve("clipart/public").toString());
    presets.put("--model=", models.resolve("mini-clip-a").toString());
    presets.put(
        "--reference=",
        models.resolve("mini-clip-b") + ",minilm=" + models.resolve("all-MiniLM-L6-v2"));
    presets.put("--minScore=", "1");
    presets.put("--output=", "dejavu-sample");
    List<String> complete = new ArrayList<>(args);
    presets.forEach(
        (option, value) -> {
          if (args.stream().noneMatch(arg -> arg.startsWith(option))) {
            complete.add(option + value);
          }
        });
    return complete;
  }

  @Override
  public void run(VlmOptions options, PrintStream out) {
    Vlm.run(this, options, out);
  }
}
