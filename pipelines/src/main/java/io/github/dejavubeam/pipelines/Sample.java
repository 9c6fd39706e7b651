package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.progress.Stage;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Both tests on the embedded sample: vlm on 200 drawings with two tiny CLIPs and a sentence
 * embedder, image on 150 scenes with two tiny encoders. It is each verb with every option set;
 * those of vlm can be set otherwise.
 */
final class Sample implements Verb<SampleOptions> {

  /** Where the build put the sample, its models and the embedder; the launcher says it. */
  private static final String SAMPLE = "dejavu.sample";

  /** As many public scenes as there are of each class. */
  private static final int SCENES_OF_A_CLASS = 20;

  @Override
  public String name() {
    return "sample";
  }

  @Override
  public String summary() {
    return "Runs vlm and image on the sample that comes with the program; nothing is to be"
        + " prepared.";
  }

  @Override
  public Class<SampleOptions> options() {
    return SampleOptions.class;
  }

  @Override
  public List<String> complete(List<String> args) {
    Path models = sample().resolve("models");
    Map<String, String> presets = new LinkedHashMap<>();
    presets.put("--target=", sample().resolve("clipart/target-a").toString());
    presets.put("--public=", sample().resolve("clipart/public").toString());
    presets.put("--control=", sample().resolve("clipart/heldout").toString());
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

  private static Path sample() {
    Path sample = Path.of(System.getProperty(SAMPLE, "sample"));
    if (!Files.isDirectory(sample)) {
      throw new UsageException(
          "the sample is not at "
              + sample
              + ": start the program with ./dejavu, which builds it, or set -D"
              + SAMPLE);
    }
    return sample;
  }

  @Override
  public boolean runsElsewhere() {
    return false;
  }

  @Override
  public void run(SampleOptions options, PrintStream out) {
    List<String> tests = options.getTests();
    if (tests.isEmpty() || !SampleOptions.Both.TESTS.containsAll(tests)) {
      throw new UsageException("--tests=" + String.join(",", tests) + ": choose from vlm, image");
    }
    if (tests.size() == 1) {
      run(tests.get(0), options, out);
      return;
    }
    String output = options.getOutput();
    // Cut off in the second test, the same command goes on with it.
    List<String> unfinished = tests.stream().filter(test -> !isComplete(output, test)).toList();
    for (String test : unfinished.isEmpty() ? tests : unfinished) {
      options.setOutput(output + "/" + test);
      run(test, options, out);
    }
  }

  private static boolean isComplete(String output, String test) {
    return FinishedStudy.exists(output + "/" + test + "/manifest.json");
  }

  private static void run(String test, SampleOptions options, PrintStream out) {
    Stage.forgetAll();
    if (test.equals("vlm")) {
      out.println("A vision-language model and its captions, ./dejavu vlm\n");
      new Vlm().run(options, out);
    } else {
      out.println("\nAn image encoder and the backgrounds of its images, ./dejavu image\n");
      new Image().run(ofScenes(options.as(ImageOptions.class)), out);
    }
  }

  /** The options of the second test; those that it does not set are shared with the first. */
  private static ImageOptions ofScenes(ImageOptions options) {
    Path scenes = sample().resolve("scenes");
    Path models = sample().resolve("models");
    options.setTarget(List.of(scenes.resolve("target-a").toString()));
    options.setPublic(List.of(scenes.resolve("public").toString()));
    // The first test's are drawings.
    options.setControl(List.of());
    options.setCorrelationTrain(List.of(scenes.resolve("train-b").toString()));
    options.setModel(List.of(models.resolve("mini-sup-a").toString()));
    options.setReference(
        List.of(
            models.resolve("mini-sup-b").toString(),
            models.resolve("mini-crop-classifier-b").toString()));
    options.setK(List.of(SCENES_OF_A_CLASS));
    return options;
  }
}
