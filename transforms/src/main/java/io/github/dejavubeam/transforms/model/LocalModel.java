package io.github.dejavubeam.transforms.model;

import io.github.dejavubeam.transforms.remote.RemoteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.beam.sdk.io.FileSystems;

/**
 * Model directories as directories of this machine, where ONNX Runtime reads them: a local one is
 * itself, a remote one is copied.
 */
public final class LocalModel {

  private static final ConcurrentMap<Version, Path> CHECKED = new ConcurrentHashMap<>();

  private record Version(String directory, String digest) {}

  private LocalModel() {}

  /** Whether a directory is not on this machine. */
  public static boolean isRemote(String directory) {
    return !FileSystems.matchNewResource(directory, true).getScheme().equals("file");
  }

  /**
   * Whether there is such a directory; a remote one is there if anything is in it.
   *
   * @throws UncheckedIOException if the file system throws it
   */
  public static boolean exists(String directory) {
    try {
      return isRemote(directory)
          ? !RemoteFile.below(directory, ModelCopy.MAX_FILES).isEmpty()
          : Files.isDirectory(Path.of(directory));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * The directory as it is now.
   *
   * @throws UncheckedIOException if a remote one cannot be copied
   */
  public static Path of(String directory) {
    if (!isRemote(directory)) {
      return Path.of(directory).toAbsolutePath().normalize();
    }
    try {
      return ModelCopy.of(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * The directory of an encoder; if it is remote, the copy is seen once in a process to be the
   * model that the encoder was specified from.
   *
   * @throws InvalidModelException if it is another now
   * @throws UncheckedIOException if it cannot be copied
   */
  static Path of(EncoderSpec spec) {
    return isRemote(spec.directory())
        ? CHECKED.computeIfAbsent(
            new Version(spec.directory(), spec.modelDigest()), LocalModel::checked)
        : Path.of(spec.directory());
  }

  private static Path checked(Version version) {
    Path copy = of(version.directory());
    String digest = ModelDigest.sha256(copy, ModelFiles.find(copy).deciding());
    if (!digest.equals(version.digest())) {
      throw new InvalidModelException(
          copy,
          "is a copy of " + version.directory() + ", which was another when the study began",
          "leave a model as it is while a study uses it");
    }
    return copy;
  }
}
