package io.github.dejavubeam.transforms.remote;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;

/**
 * A file that is not on this machine, as it was when it was looked at: one that is written anew is
 * another, unequal to it.
 */
public sealed interface RemoteFile permits BeamFile, CloudObject {

  /**
   * Looks at a file.
   *
   * @param path as Beam's file systems take it
   * @throws FileNotFoundException if there is no such file
   * @throws IOException if the file system throws it
   */
  static RemoteFile of(String path) throws IOException {
    return CloudObject.isOne(path)
        ? CloudObject.of(path)
        : BeamFile.of(FileSystems.matchSingleFileSpec(path));
  }

  /**
   * Looks at all files below a directory, however deep.
   *
   * @param limit how many there may be
   * @throws IOException if there are more, or the file system throws it
   */
  static List<RemoteFile> below(String directory, int limit) throws IOException {
    String folder = directory.endsWith("/") ? directory : directory + "/";
    List<? extends RemoteFile> files;
    if (CloudObject.isOne(directory)) {
      files = CloudObject.below(folder, limit);
    } else {
      List<Metadata> found = FileSystems.match(folder + "**", EmptyMatchTreatment.ALLOW).metadata();
      files =
          found.stream()
              .filter(file -> !file.resourceId().isDirectory())
              .map(BeamFile::of)
              .toList();
    }
    if (files.size() > limit) {
      throw new IOException(directory + " holds more than " + limit + " files");
    }
    return List.copyOf(files);
  }

  /** Its path, as Beam's file systems take it. */
  String path();

  /** Its length. */
  long bytes();

  /** What tells it from other files, and from others that had its name. */
  String version();

  /**
   * Copies it to a file that is not there yet.
   *
   * @throws IOException if it is not what it was any more, does not arrive whole, or a file system
   *     throws it; then a part may be left
   */
  void copyTo(Path target) throws IOException;
}
