package io.github.dejavubeam.transforms.image;

import io.github.dejavubeam.transforms.remote.UserCache;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.jar.JarEntry;
import nu.pattern.OpenCV;
import org.opencv.core.Core;

/**
 * Loads OpenCV's native library. OpenCV's own loader unpacks 65 MB into a new temporary directory
 * at every start, which takes a second and is left behind when the JVM is killed. So a copy is kept
 * in the user's cache and found again by later JVMs.
 */
final class OpenCvLibrary {

  private OpenCvLibrary() {}

  /** Loads the library for the classes of OpenCV. */
  static void load() {
    try {
      // A native library serves the classes of the loader that it was loaded from.
      if (Core.class.getClassLoader() == OpenCvLibrary.class.getClassLoader()) {
        System.load(cachedCopy(UserCache.folder()).toString());
        return;
      }
    } catch (IOException | UnsatisfiedLinkError e) {
      // No home, no right to write or execute there, or a second class loader of this JVM that
      // needs a file of its own: OpenCV's loader copes with all of these.
    }
    OpenCV.loadLocally();
  }

  /**
   * The library as a file below {@code cache}: the one there, if it is what the jar holds, or a new
   * one. Files appear whole or not at all, so that any number of JVMs may do this at once.
   *
   * @throws IOException if the file cannot be written or the jar has none for this platform
   */
  static Path cachedCopy(Path cache) throws IOException {
    String name = System.mapLibraryName(Core.NATIVE_LIBRARY_NAME);
    URL resource = OpenCV.class.getResource("opencv/" + platform() + "/" + name);
    if (resource == null || !(resource.openConnection() instanceof JarURLConnection connection)) {
      throw new IOException("no packaged OpenCV library for " + platform());
    }
    connection.setUseCaches(false);
    try (InputStream packaged = connection.getInputStream()) {
      JarEntry entry = connection.getJarEntry();
      Path directory = cache.resolve("opencv-" + Long.toHexString(entry.getCrc()));
      Path library = directory.resolve(name);
      if (!Files.exists(library) || Files.size(library) != entry.getSize()) {
        Files.createDirectories(directory);
        Path partial = Files.createTempFile(directory, name, ".partial");
        try {
          Files.copy(packaged, partial, StandardCopyOption.REPLACE_EXISTING);
          UserCache.sync(partial);
          Files.move(partial, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
          Files.deleteIfExists(partial);
        }
      }
      return library.toAbsolutePath();
    }
  }

  /** This platform in the words of OpenCV's jar. */
  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "windows" : "linux";
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "ARMv8";
          default -> "unknown";
        };
    return family + "/" + architecture;
  }
}
