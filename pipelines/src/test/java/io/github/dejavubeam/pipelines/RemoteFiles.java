package io.github.dejavubeam.pipelines;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Status;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/** Local files behind a scheme of their own, so that they count as remote; for reading only. */
final class RemoteFiles extends FileSystem<RemoteFiles.Id> {

  private static final String SCHEME = "remote";

  /** The name of a file as if it were remote. */
  static String name(Path file) {
    return SCHEME + ":" + file.toAbsolutePath();
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<MatchResult> results = new ArrayList<>();
    for (String spec : specs) {
      Id id = matchNewResource(spec, false);
      results.add(
          Files.exists(id.path())
              ? MatchResult.create(Status.OK, List.of(metadata(id)))
              : MatchResult.create(Status.NOT_FOUND, new FileNotFoundException(spec)));
    }
    return results;
  }

  private static MatchResult.Metadata metadata(Id id) throws IOException {
    return MatchResult.Metadata.builder()
        .setResourceId(id)
        .setSizeBytes(Files.size(id.path()))
        .setLastModifiedMillis(Files.getLastModifiedTime(id.path()).toMillis())
        .setIsReadSeekEfficient(true)
        .build();
  }

  @Override
  protected ReadableByteChannel open(Id id) throws IOException {
    return FileChannel.open(id.path());
  }

  @Override
  protected Id matchNewResource(String name, boolean directory) {
    return new Id(Path.of(name.substring(SCHEME.length() + 1)), directory);
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  @Override
  protected WritableByteChannel create(Id id, CreateOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void copy(List<Id> from, List<Id> to) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void rename(List<Id> from, List<Id> to, MoveOptions... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void delete(Collection<Id> ids) {
    throw new UnsupportedOperationException();
  }

  /** A file or directory. */
  record Id(Path path, boolean isDirectory) implements ResourceId {

    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Id(path.resolve(other), options == StandardResolveOptions.RESOLVE_DIRECTORY);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return isDirectory ? this : new Id(path.getParent(), true);
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public String getFilename() {
      return path.getFileName().toString();
    }

    @Override
    public String toString() {
      return name(path) + (isDirectory ? "/" : "");
    }
  }

  /** Makes the scheme known to Beam. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new RemoteFiles());
    }
  }
}
