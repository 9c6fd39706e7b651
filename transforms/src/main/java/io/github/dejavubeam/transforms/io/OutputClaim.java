package io.github.dejavubeam.transforms.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** The directory of a study, claimed by one run for the time that it works there. */
public final class OutputClaim implements AutoCloseable {

  /** What the study began with. */
  static final String STUDY = "study.json";

  private static final long MAX_BYTES = 64L << 20;

  /** Open while the run has the directory; null where files cannot be locked. */
  private final FileChannel lock;

  private OutputClaim(FileChannel lock) {
    this.lock = lock;
  }

  /**
   * Claims a directory that {@link OutputDirectory#requireUsable} found usable, before anything
   * else is written there, and removes what an earlier attempt left half done.
   *
   * @param option the option as the user types it, such as {@code --output}
   * @throws IllegalArgumentException naming the option and the mend if another run has the
   *     directory, or its study began with something else
   * @throws IOException if the file system throws it
   */
  public static OutputClaim of(String option, String output, StudyBeginning study)
      throws IOException {
    OutputClaim claim = new OutputClaim(mark(option, output));
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

  /** Marks the directory as ours, and locks the marker where files can be locked. */
  private static FileChannel mark(String option, String output) throws IOException {
    ResourceId marker = OutputDirectory.file(output, OutputDirectory.MARKER);
    if (!marker.getScheme().equals("file")) {
      AtomicFiles.write(marker.toString(), OutputDirectory.MARKER_TEXT);
      return null;
    }
    // Not by renaming: what is locked is the file and not its name.
    FileChannel channel =
        FileChannel.open(
            Path.of(marker.toString()), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      throw new IllegalArgumentException(
          option
              + "="
              + output
              + " is in use by another run: wait for its end, or choose another directory");
    }
    channel.write(ByteBuffer.wrap(OutputDirectory.MARKER_TEXT));
    return channel;
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
      if (lock != null) {
        lock.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
