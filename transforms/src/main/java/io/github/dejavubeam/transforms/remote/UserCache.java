package io.github.dejavubeam.transforms.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The folder of the user's own cache for copies that outlive a process. */
public final class UserCache {

  private UserCache() {}

  /**
   * The folder, which need not be there yet: {@code $XDG_CACHE_HOME/dejavu-beam}, or that in {@code
   * ~/.cache}. No shared directory, where others could leave files.
   *
   * @throws IOException if the user has none
   */
  public static Path folder() throws IOException {
    String configured = System.getenv("XDG_CACHE_HOME");
    Path cache =
        configured == null || configured.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(configured);
    if (!cache.isAbsolute()) {
      throw new IOException("no cache directory: " + cache);
    }
    return cache.resolve("dejavu-beam");
  }

  /**
   * Has a file's bytes on disk before it gets its name; without this a power failure after the
   * rename could leave a file of zeros.
   */
  public static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
