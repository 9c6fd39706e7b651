package io.github.dejavubeam.pipelines;

import java.io.PrintStream;
import java.util.List;

/** Prints the metadata of a Flex Template of Dataflow. */
final class Template implements Verb<TemplateOptions> {

  /** The verbs that have a template. */
  static final List<Verb<?>> VERBS = List.of(new Vlm(), new Image(), new Embed());

  @Override
  public String name() {
    return "template";
  }

  @Override
  public String summary() {
    return "Prints the metadata of a Flex Template of Dataflow for a verb.";
  }

  @Override
  public Class<TemplateOptions> options() {
    return TemplateOptions.class;
  }

  @Override
  public boolean runsPipeline() {
    return false;
  }

  @Override
  public void run(TemplateOptions options, PrintStream out) {
    for (Verb<?> verb : VERBS) {
      if (verb.name().equals(options.getVerb())) {
        out.print(TemplateMetadata.of(verb));
        return;
      }
    }
    throw new UsageException(
        "--verb="
            + options.getVerb()
            + ": choose from "
            + String.join(", ", VERBS.stream().map(Verb::name).toList()));
  }
}
