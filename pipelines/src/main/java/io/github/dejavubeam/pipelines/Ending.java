package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.correlation.change.BrokenStudyException;
import io.github.dejavubeam.transforms.imagetest.ClassMismatchException;
import io.github.dejavubeam.transforms.tally.TooManySkippedException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.SerializedThrowable;

/**
 * How a run ends that something was thrown out of.
 *
 * @param exitCode of the process
 * @param message what to tell the user; absent where nobody foresaw it, so that only the stack
 *     tells
 */
record Ending(int exitCode, Optional<String> message) {

  private static final Set<String> BAD_DATA =
      Set.of(
          TooManySkippedException.class.getName(),
          ClassMismatchException.class.getName(),
          BrokenStudyException.class.getName());

  /** As Linux has them; Java keeps these words of the system. */
  private static final List<String> SHORTAGES =
      List.of(
          "No space left on device",
          "Disk quota exceeded",
          "Read-only file system",
          "Permission denied",
          "Too many open files",
          // Flink's words.
          "Insufficient number of network buffers");

  /** Words of a client that lost its JobManager, and of a JobManager that lost its workers. */
  private static final List<String> LOST = List.of("Connection refused", "is no longer reachable");

  /** Parquet's words; of shards such files are skipped, so it is one of a study's results. */
  private static final String NO_PARQUET = "is not a Parquet file";

  private static final String NO_WORKERS =
      "org.apache.flink.runtime.jobmanager.scheduler.NoResourceAvailableException";

  private static final String CANCELLED =
      "org.apache.flink.runtime.client.JobCancellationException";

  /** The ending that a throwable stands for, by the first of its causes that is known. */
  static Ending of(Throwable thrown) {
    return CloudRefusal.of(thrown)
        .or(
            () ->
                Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                    .flatMap(cause -> known(cause).stream())
                    .findFirst())
        .orElse(new Ending(Dejavu.FAILED, Optional.empty()));
  }

  private static Optional<Ending> known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof UsageException) {
      return ending(Dejavu.USAGE, message);
    }
    if (cause instanceof EnvironmentException) {
      return ending(Dejavu.ENVIRONMENT, message);
    }
    if (cause instanceof JobException) {
      return ending(Dejavu.FAILED, message);
    }
    if (BAD_DATA.contains(type(cause))) {
      return ending(Dejavu.BAD_DATA, withoutType(cause, message));
    }
    if (message.contains(NO_PARQUET)) {
      return ending(
          Dejavu.BAD_DATA,
          "a file in examples/ or leaks/ of a study is no whole parquet file: give the directory as the"
              + " study left it, or run the study again");
    }
    if (cause instanceof LinkageError) {
      return ending(Dejavu.ENVIRONMENT, "a library cannot be loaded: " + cause);
    }
    if (LOST.stream().anyMatch(message::contains) || type(cause).equals(NO_WORKERS)) {
      return ending(
          Dejavu.ENVIRONMENT, "the cluster lost what it needs: " + withoutType(cause, message));
    }
    if (type(cause).equals(CANCELLED)) {
      return ending(
          Dejavu.INTERRUPTED,
          "its job was cancelled on the cluster. The same command goes on from where this was");
    }
    boolean ofFiles = cause instanceof IOException || type(cause).startsWith("java.");
    return ofFiles && SHORTAGES.stream().anyMatch(message::contains)
        ? ending(
            Dejavu.ENVIRONMENT,
            withoutType(cause, message) + ". Mend that; the same command then goes on")
        : Optional.empty();
  }

  private static Optional<Ending> ending(int exitCode, String message) {
    return Optional.of(new Ending(exitCode, Optional.of(message)));
  }

  /** What a worker throws comes from a cluster as its name and its message. */
  private static String type(Throwable cause) {
    return cause instanceof SerializedThrowable remote
        ? remote.getOriginalErrorClassName()
        : cause.getClass().getName();
  }

  private static String withoutType(Throwable cause, String message) {
    String type = type(cause) + ": ";
    return message.startsWith(type) ? message.substring(type.length()) : message;
  }
}
