package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.progress.Stage;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import org.apache.beam.sdk.options.PipelineOptions;

/** The program: {@code dejavu VERB [SUBJECT] --option=value ...}. */
public final class Dejavu {

  /** Everything went well. */
  static final int COMPLETE = 0;

  /** Something unexpected ended the run. */
  static final int FAILED = 1;

  /** An option, path or model is wrong; nothing was read. */
  static final int USAGE = 2;

  /** More of the data is bad than {@code --maxBadFraction} allows. */
  static final int BAD_DATA = 3;

  /** The machine or the cluster lacks something: disk space, a library, workers. */
  static final int ENVIRONMENT = 4;

  /**
   * The process was asked to end, or its job was cancelled on the cluster; the same command goes
   * on.
   */
  static final int INTERRUPTED = 5;

  private static final List<Verb<?>> VERBS =
      List.of(
          new Sample(),
          new Vlm(),
          new Image(),
          new Crops(),
          new Partition(),
          new Embed(),
          new Shards(),
          new Annotations(),
          new Annotate(),
          new Compare(),
          new Plan(),
          new Template(),
          new BenchRetrieval(),
          new BenchEmbed(),
          new BenchNaiveBayes(),
          new BenchAggregate());

  private static final List<String> HELP = List.of("--help", "-h", "help");

  private Dejavu() {}

  /**
   * Runs a verb and ends the process with its exit code.
   *
   * @throws IllegalStateException if the run did not complete and the process is a JobManager of
   *     Flink in application mode, which has to outlive it
   */
  public static void main(String[] args) {
    boolean ofFlink = FlinkSettings.isWithinCluster();
    if (!ofFlink) {
      Interruption.exitWith(INTERRUPTED, System.err);
    }
    int code = run(args, System.out, System.err);
    System.out.flush();
    if (!ofFlink) {
      // Not all runners let their threads go.
      System.exit(code);
    } else if (code != COMPLETE) {
      throw new IllegalStateException("dejavu ended with exit code " + code);
    }
  }

  /** Runs a verb and returns its exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = Arrays.asList(args);
    if (words.isEmpty() || HELP.contains(words.get(0))) {
      out.print(Help.overview(VERBS));
      return words.isEmpty() ? USAGE : COMPLETE;
    }
    for (Verb<?> verb : VERBS) {
      List<String> name = List.of(verb.name().split(" "));
      if (words.size() >= name.size() && words.subList(0, name.size()).equals(name)) {
        return run(verb, words.subList(name.size(), words.size()), out, err);
      }
    }
    return withoutVerb(words, out, err);
  }

  /** The first word alone may be one: then its subject is missing or unknown. */
  private static int withoutVerb(List<String> words, PrintStream out, PrintStream err) {
    List<Verb<?>> subjects =
        VERBS.stream().filter(verb -> verb.name().startsWith(words.get(0) + " ")).toList();
    if (subjects.isEmpty()) {
      err.println("dejavu: no verb '" + words.get(0) + "'");
      err.print(Help.overview(VERBS));
      return USAGE;
    }
    String subject = words.size() > 1 ? words.get(1) : "";
    if (HELP.contains(subject)) {
      out.print(Help.overview(subjects));
      return COMPLETE;
    }
    err.println(
        "dejavu "
            + words.get(0)
            + (subject.isEmpty() ? ": its subject is missing" : ": no subject '" + subject + "'"));
    err.print(Help.overview(subjects));
    return USAGE;
  }

  private static <T extends PipelineOptions> int run(
      Verb<T> verb, List<String> args, PrintStream out, PrintStream err) {
    if (args.contains("--help") || args.contains("-h")) {
      out.print(Help.of(verb));
      return COMPLETE;
    }
    Stage.forgetAll();
    try {
      verb.run(CommandLine.parse(verb, args), out);
      return COMPLETE;
    } catch (RuntimeException | Error e) {
      Ending ending = Ending.of(e);
      if (ending.message().isPresent()) {
        err.println("dejavu " + verb.name() + ": " + ending.message().get());
      } else {
        e.printStackTrace(err);
      }
      if (FlinkSettings.isWithinCluster()) {
        // By the causes, Flink sees that its job failed; else it takes the process to be broken,
        // which is then started again, and with it the study.
        throw new IllegalStateException("dejavu ended with exit code " + ending.exitCode(), e);
      }
      return ending.exitCode();
    }
  }
}
