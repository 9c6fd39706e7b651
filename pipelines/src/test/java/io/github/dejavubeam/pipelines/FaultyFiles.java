package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MatchResult.Metadata;
import org.apache.beam.sdk.io.fs.MoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.apache.beam.sdk.options.PipelineOptions;

/** Local files behind a scheme of their own, whose operations fail as often as a test wants. */
final class FaultyFiles extends FileSystem<FaultyFiles.Id> {

  /** What can fail. */
  enum Operation {
    /** Opening a file to read. */
    OPEN,
    /** Reading on, after the first bytes. */
    READ,
    /** Opening a file to write. */
    CREATE,
    /** Writing bytes. */
    WRITE,
    /** Giving a finished file its name. */
    RENAME
  }

  private static final String SCHEME = "faulty";
  private static final List<Fault> FAULTS = new CopyOnWriteArrayList<>();

  private record Fault(Operation operation, Pattern path, AtomicInteger left, String message) {}

  /** The name of a file as if it were on this file system. */
  static String name(Path file) {
    return SCHEME + ":" + file.toAbsolutePath();
  }

  /** From now on, an operation on a path with such a part fails so many times. */
  static void inject(Operation operation, String part, int times, String message) {
    FAULTS.add(new Fault(operation, Pattern.compile(part), new AtomicInteger(times), message));
  }

  /** From now on nothing fails; returns how many of the injected faults have not come true. */
  static int clear() {
    int left = FAULTS.stream().mapToInt(fault -> Math.max(0, fault.left().get())).sum();
    FAULTS.clear();
    return left;
  }

  private static void perhapsFail(Operation operation, Id id) throws IOException {
    for (Fault fault : FAULTS) {
      if (fault.operation() == operation
          && fault.path().matcher(id.path()).find()
          && fault.left().getAndDecrement() > 0) {
        throw new IOException(fault.message());
      }
    }
  }

  @Override
  protected List<MatchResult> match(List<String> specs) throws IOException {
    List<String> local = specs.stream().map(FaultyFiles::localPath).toList();
    List<MatchResult> results = new ArrayList<>();
    for (MatchResult result : FileSystems.match(local, EmptyMatchTreatment.ALLOW)) {
      List<Metadata> files = new ArrayList<>();
      for (Metadata file : result.metadata()) {
        ResourceId id = file.resourceId();
        files.add(
            Metadata.builder()
                .setResourceId(new Id(id.toString(), id.isDirectory()))
                .setSizeBytes(file.sizeBytes())
                .setLastModifiedMillis(file.lastModifiedMillis())
                .setIsReadSeekEfficient(file.isReadSeekEfficient())
                .build());
      }
      results.add(MatchResult.create(result.status(), files));
    }
    return results;
  }

  @Override
  protected ReadableByteChannel open(Id id) throws IOException {
    perhapsFail(Operation.OPEN, id);
    ReadableByteChannel file = FileSystems.open(id.local());
    return new ReadableByteChannel() {
      private boolean begun;

      @Override
      public int read(ByteBuffer buffer) throws IOException {
        if (begun) {
          perhapsFail(Operation.READ, id);
        }
        begun = true;
        return file.read(buffer);
      }

      @Override
      public boolean isOpen() {
        return file.isOpen();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  protected WritableByteChannel create(Id id, CreateOptions options) throws IOException {
    perhapsFail(Operation.CREATE, id);
    WritableByteChannel file = FileSystems.create(id.local(), options);
    return new WritableByteChannel() {
      @Override
      public int write(ByteBuffer buffer) throws IOException {
        perhapsFail(Operation.WRITE, id);
        return file.write(buffer);
      }

      @Override
      public boolean isOpen() {
        return file.isOpen();
      }

      @Override
      public void close() throws IOException {
        file.close();
      }
    };
  }

  @Override
  protected void copy(List<Id> from, List<Id> to) throws IOException {
    FileSystems.copy(local(from), local(to));
  }

  @Override
  protected void rename(List<Id> from, List<Id> to, MoveOptions... options) throws IOException {
    for (Id id : to) {
      perhapsFail(Operation.RENAME, id);
    }
    FileSystems.rename(local(from), local(to), options);
  }

  @Override
  protected void delete(Collection<Id> ids) throws IOException {
    FileSystems.delete(local(ids));
  }

  private static List<ResourceId> local(Collection<Id> ids) {
    return ids.stream().map(Id::local).toList();
  }

  @Override
  protected Id matchNewResource(String name, boolean directory) {
    return new Id(localPath(name), directory);
  }

  private static String localPath(String name) {
    return name.replaceFirst("^" + SCHEME + ":", "");
  }

  @Override
  protected String getScheme() {
    return SCHEME;
  }

  /** A file or directory by its local path. */
  record Id(String path, boolean isDirectory) implements ResourceId {

    ResourceId local() {
      return FileSystems.matchNewResource(path, isDirectory);
    }

    @Override
    public ResourceId resolve(String other, ResolveOptions options) {
      return new Id(
          local().resolve(other, options).toString(),
          options == StandardResolveOptions.RESOLVE_DIRECTORY);
    }

    @Override
    public ResourceId getCurrentDirectory() {
      return new Id(local().getCurrentDirectory().toString(), true);
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public String getFilename() {
      return local().getFilename();
    }

    @Override
    public String toString() {
      return SCHEME + ":" + local();
    }
  }

  /** Makes the scheme known to Beam. */
  public static final class Registrar implements FileSystemRegistrar {
    @Override
    public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
      return List.of(new FaultyFiles());
    }
  }
}
