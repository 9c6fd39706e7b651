package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.dejavubeam.transforms.remote.CloudLease;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The directory of a study, claimed by one run for the time that it works there: by a lock on a
 * local file system, by a lease on Google Cloud Storage; elsewhere nothing tells of another run.
 */
public final class OutputClaim implements AutoCloseable {

  /** What the study began with. */
  static final String STUDY = "study.json";

  private static final long MAX_BYTES = 64L << 20;

  /** On Google Cloud Storage, what says that a run works there. */
  private static final String LEASE = ".dejavu.lease";

  private static final Duration LEASE_PERIOD = Duration.ofSeconds(20);

  /** Closed when the run is done with the directory. */
  private final Closeable hold;

  private OutputClaim(Closeable hold) {
    this.hold = hold;
  }

  /**
   * Claims a directory that {@link OutputDirectory#requireUsable} found usable, before anything
   * else is written there, and removes what an earlier attempt left half done.
   *
   * @param option the option as the user types it, such as {@code --output}
   * @param lost called if another run has taken the directory, which it may on Google Cloud Storage
   *     if this one does not answer for a minute
   * @throws IllegalArgumentException naming the option and the mend if another run has the
   *     directory, or its study began with something else
   * @throws IOException if the file system throws it
   */
  public static OutputClaim of(String option, String output, StudyBeginning study, Runnable lost)
      throws IOException {
    OutputClaim claim = new OutputClaim(hold(option, output, lost));
    boolean done = false;
    try {
      // Another run may have finished since the directory was found usable.
      OutputDirectory.requireUsable(option, output);
      requireSame(option, output, study);
      removeLeftovers(output);
      done = true;
      return claim;
    } finally {
      if (!done) {
        claim.close();
      }
    }
  }

  /** Marks the directory as ours, and keeps other runs out where that is possible. */
  private static Closeable hold(String option, String output, Runnable lost) throws IOException {
    ResourceId marker = OutputDirectory.file(output, OutputDirectory.MARKER);
    if (marker.getScheme().equals("file")) {
      return lock(option, output, Path.of(marker.toString()));
    }
    AtomicFiles.write(marker.toString(), OutputDirectory.MARKER_TEXT);
    String lease = OutputDirectory.file(output, LEASE).toString();
    if (!CloudLease.isPossible(lease)) {
      return () -> {};
    }
    return CloudLease.take(lease, LEASE_PERIOD, lost)
        .orElseThrow(
            () -> inUse(option, output, ": wait for its end, or a minute if it was killed"));
  }

  private static FileChannel lock(String option, String output, Path marker) throws IOException {
    // Not by renaming: what is locked is the file and not its name.
    FileChannel channel =
        FileChannel.open(marker, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw inUse(option, output, ": wait for its end");
    }
    channel.write(ByteBuffer.wrap(OutputDirectory.MARKER_TEXT));
    return channel;
  }

  private static IllegalArgumentException inUse(String option, String output, String mend) {
    return new IllegalArgumentException(
        option
            + "="
            + output
            + " is in use by another run"
            + mend
            + ", or choose another directory");
  }

  private static boolean lock(FileChannel channel) {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    } catch (IOException e) {
      return true; // Some network file systems have no locks: there, nothing tells of another run.
    }
  }

  private static void requireSame(String option, String output, StudyBeginning study)
      throws IOException {
    String path = OutputDirectory.file(output, STUDY).toString();
    Optional<String> difference;
    try {
      difference = StudyBeginning.read(AtomicFiles.read(path, MAX_BYTES)).difference(study);
    } catch (FileNotFoundException e) {
      AtomicFiles.write(path, study.json());
      return;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          option + "=" + output + " holds a broken " + STUDY + ": choose another directory", e);
    }
    if (difference.isPresent()) {
      throw new IllegalArgumentException(
          String.format(
              "%s=%s holds an unfinished study %s: give the options that it began with, or another"
                  + " directory",
              option, output, difference.get()));
    }
  }

  /**
   * Removes files whose names depend on how the earlier attempt ran, and would stay beside those of
   * this one.
   */
  private static void removeLeftovers(String output) throws IOException {
    String examples = OutputDirectory.file(output, "examples").toString() + "/";
    List<ResourceId> leftovers =
        OutputDirectory.files(output).stream()
            .filter(file -> file.toString().startsWith(examples) || AtomicFiles.isTemporary(file))
            .toList();
    FileSystems.delete(leftovers, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /** Lets other runs have the directory. */
  @Override
  public void close() {
    try {
      hold.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
