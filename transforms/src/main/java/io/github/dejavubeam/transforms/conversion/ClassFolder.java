package io.github.dejavubeam.transforms.conversion;

import io.github.dejavubeam.transforms.io.WebDatasetReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The files of one class of an image folder, at any depth, sorted by path, with the keys that they
 * get: the class and the path in it without its extension. A dot would end a key, so others are
 * made underscores; where that makes two keys one, the later gets its extension and, if that is not
 * enough, a number.
 *
 * @param label name of the class
 * @param files all that is in it but directories; symbolic links are not followed
 */
record ClassFolder(String label, List<Entry> files) {

  /**
   * A file.
   *
   * @param path where it is
   * @param key of its example, unique in the class
   * @param member name of its image in a shard; null where it is no image
   */
  record Entry(Path path, String key, String member) {}

  static ClassFolder of(Path directory) throws IOException {
    String label = directory.getFileName().toString();
    Path root = directory.toRealPath();
    List<Path> paths;
    try (Stream<Path> found = Files.walk(root)) {
      paths = found.filter(path -> !isDirectory(path)).sorted().toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Set<String> taken = new HashSet<>();
    List<Entry> files = new ArrayList<>(paths.size());
    for (Path path : paths) {
      String name = root.relativize(path).toString().replace('\\', '/');
      int dot = name.lastIndexOf('.');
      String extension = dot > name.lastIndexOf('/') ? name.substring(dot + 1) : "";
      if (WebDatasetReader.isImage("x." + extension)) {
        String key = unique(label, name.substring(0, dot), extension, taken);
        files.add(new Entry(path, key, key + "." + extension));
      } else {
        files.add(new Entry(path, label + "/" + name, null));
      }
    }
    return new ClassFolder(label, files);
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String unique(String label, String stem, String extension, Set<String> taken) {
    String plain = (label + "/" + stem).replace('.', '_');
    String key = plain;
    if (!taken.add(key)) {
      key = plain + "_" + extension;
      for (int number = 2; !taken.add(key); number++) {
        key = plain + "_" + extension + "_" + number;
      }
    }
    return key;
  }
}
