package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.remote.RemoteFile;
import io.github.dejavubeam.transforms.remote.UserCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Copies of remote model directories in the user's cache, by the versions of their files: what is
 * there already is not copied again, by whichever process. Only files that decide embeddings are
 * copied, since other formats of the same weights often lie beside them.
 */
final class ModelCopy {

  /** Far more than a model has: another directory was meant. */
  static final int MAX_FILES = 10_000;

  private ModelCopy() {}

  /**
   * The copy of a directory, whole or not there.
   *
   * @throws IOException if a file cannot be copied, or the cache cannot be written
   */
  static Path of(String directory) throws IOException {
    NavigableMap<String, RemoteFile> files = files(directory);
    String versions =
        files.values().stream().map(RemoteFile::version).collect(Collectors.joining("\n"));
    Path models = Files.createDirectories(UserCache.folder().resolve("models"));
    Path copy = models.resolve(ModelDigest.sha256(versions.getBytes(StandardCharsets.UTF_8)));
    if (!Files.isDirectory(copy)) {
      Path partial = Files.createTempDirectory(models, "partial-");
      try {
        // Their names are those that the program looks for, and not the data's.
        for (String name : files.navigableKeySet()) {
          Path target = partial.resolve(name);
          Files.createDirectories(target.getParent());
          files.get(name).copyTo(target);
          UserCache.sync(target);
        }
        place(partial, copy);
      } finally {
        delete(partial);
      }
    }
    return copy;
  }

  private static NavigableMap<String, RemoteFile> files(String directory) throws IOException {
    String folder = directory.endsWith("/") ? directory : directory + "/";
    NavigableMap<String, RemoteFile> files = new TreeMap<>();
    for (RemoteFile file : RemoteFile.below(directory, MAX_FILES)) {
      if (file.path().startsWith(folder)) {
        String name = file.path().substring(folder.length());
        if (ModelFiles.mayDecide(name)) {
          files.put(name, file);
        }
      }
    }
    return files;
  }

  private static void place(Path partial, Path copy) throws IOException {
    try {
      Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!Files.isDirectory(copy)) { // Which another process may have made meanwhile.
        throw e;
      }
    }
  }

  /** What is left of an attempt, if anything. */
  private static void delete(Path partial) throws IOException {
    if (Files.exists(partial)) {
      try (Stream<Path> files = Files.walk(partial)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
