package io.github.dejavubeam.transforms.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.annotation.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The temporary directory of this process for copies: made with the first of them, gone with the
 * last or at exit. Their names are numbers.
 */
final class CopyFolder {

  private static final Logger LOG = LoggerFactory.getLogger(CopyFolder.class);

  /** A file that is still mapped takes its place on disk; this much may, unseen by anybody. */
  private static final long UNCOLLECTED_BYTES = 1L << 30;

  private final Set<Path> files = new HashSet<>();
  @Nullable private Path directory;
  private boolean deletesAtExit;
  private long next;
  private long uncollected;

  /** A name for a file in the directory, which is there. */
  synchronized Path newFile() throws IOException {
    if (directory == null) {
      directory = Files.createTempDirectory("dejavu-blocks");
      if (!deletesAtExit) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteAll, "delete copied blocks"));
        deletesAtExit = true;
      }
    }
    Path file = directory.resolve(Long.toString(next++));
    files.add(file);
    return file;
  }

  /** Deletes a file, if it was written at all. */
  synchronized void delete(Path file) {
    files.remove(file);
    try {
      uncollected += Files.exists(file) ? Files.size(file) : 0;
      Files.deleteIfExists(file);
      if (files.isEmpty()) {
        Files.deleteIfExists(directory);
        directory = null;
      }
    } catch (IOException e) {
      LOG.warn("A copied block stays on disk until this process ends", e);
    }
    collect();
  }

  /**
   * Blocks are unmapped when the collector finds them, and their bytes are on disk until then.
   * Searching leaves it little to do, so that it may not come by itself before the disk is full.
   */
  private void collect() {
    if (uncollected >= UNCOLLECTED_BYTES) {
      uncollected = 0;
      System.gc();
    }
  }

  private synchronized void deleteAll() {
    for (Path file : Set.copyOf(files)) {
      delete(file);
    }
  }
}
