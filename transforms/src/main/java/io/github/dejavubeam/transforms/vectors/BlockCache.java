package io.github.dejavubeam.transforms.vectors;

import io.github.dejavubeam.transforms.remote.RemoteFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.annotation.Nullable;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.ResourceId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Vector blocks as files of this machine, for they are read by mapping: a local block is its own
 * file, one of a remote file system is copied, once for all threads of the process that want it.
 * Copies stay while there is room for them, the least recently used deleted first, but never one
 * that somebody holds.
 */
public final class BlockCache {

  /** Bytes of copies that are kept unless another limit is set. */
  public static final long DEFAULT_BYTES = 10L << 30;

  /** The option that sets the limit. */
  private static final String OPTION = "--blockCacheBytes";

  private static final Logger LOG = LoggerFactory.getLogger(BlockCache.class);

  private static final BlockCache PROCESS = new BlockCache(DEFAULT_BYTES);

  private final CopyFolder folder = new CopyFolder();

  /** By use, the least recent first; guarded by this, as all that follows. */
  private final Map<RemoteFile, Copy> copies = new LinkedHashMap<>(16, 0.75f, true);

  private long limitBytes;
  private long bytes;

  /** Bytes of those of them that somebody holds. */
  private long held;

  private boolean warned;

  /** Here or on its way; its holders, of which one fetches it, are guarded by the cache. */
  private static final class Copy {
    final RemoteFile version;
    final CompletableFuture<Path> file = new CompletableFuture<>();
    int holders;

    Copy(RemoteFile version) {
      this.version = version;
    }
  }

  /** A block that stays where it is until this is closed, which may be done more than once. */
  public final class Lease implements AutoCloseable {
    private final Path file;
    @Nullable private Copy copy;

    private Lease(Path file, @Nullable Copy copy) {
      this.file = file;
      this.copy = copy;
    }

    /** The block on this machine. */
    public Path file() {
      return file;
    }

    @Override
    public void close() {
      synchronized (BlockCache.this) {
        if (copy != null) {
          release(copy);
          copy = null;
        }
      }
    }
  }

  BlockCache(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** The cache of this process. */
  public static BlockCache ofProcess() {
    return PROCESS;
  }

  /** The cache of this process, from now on with this limit. */
  public static BlockCache ofProcess(long limitBytes) {
    PROCESS.limit(limitBytes);
    return PROCESS;
  }

  private synchronized void limit(long bytes) {
    limitBytes = bytes;
  }

  /**
   * Holds a block, copying it first if it is remote and not here yet. If there is no room for it
   * even so, the limit is exceeded, since searches would wait for each other otherwise.
   *
   * @param path as Beam's file systems take it
   * @param letGo closes what leases the caller can do without; called if there is no room
   * @throws FileNotFoundException if there is no such block
   * @throws IOException if it cannot be copied whole; the next who asks tries again
   */
  public Lease lease(String path, Runnable letGo) throws IOException {
    ResourceId source = FileSystems.matchNewResource(path, false);
    if (source.getScheme().equals("file")) {
      Path file = Path.of(source.toString());
      if (!Files.exists(file)) {
        throw new FileNotFoundException(path + " is not there");
      }
      return new Lease(file, null);
    }
    RemoteFile version = RemoteFile.of(path);
    if (!hasRoomFor(version)) {
      letGo.run();
    }
    Path toFetch = null;
    Copy copy;
    synchronized (this) {
      copy = copies.get(version);
      if (copy == null) {
        toFetch = folder.newFile();
        copy = new Copy(version);
        copies.put(version, copy);
        bytes += version.bytes();
      }
      if (copy.holders++ == 0) {
        held += version.bytes();
      }
      makeRoom();
      warnOnce();
    }
    if (toFetch != null) {
      fetch(toFetch, copy);
    }
    return new Lease(await(copy), copy);
  }

  private synchronized boolean hasRoomFor(RemoteFile version) {
    return copies.containsKey(version) || held + version.bytes() <= limitBytes;
  }

  /** Copies without a lock: others go on with what is here. */
  private void fetch(Path target, Copy copy) {
    try {
      copy.version.copyTo(target);
      copy.file.complete(target);
    } catch (IOException | RuntimeException | Error e) {
      synchronized (this) {
        copies.remove(copy.version);
        bytes -= copy.version.bytes();
        held -= copy.version.bytes();
        folder.delete(target);
      }
      copy.file.completeExceptionally(e);
    }
  }

  private Path await(Copy copy) throws IOException {
    String path = copy.version.path();
    try {
      return copy.file.get();
    } catch (ExecutionException e) {
      throw new IOException(path + " cannot be copied: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      release(copy);
      throw new InterruptedIOException("interrupted while " + path + " is copied");
    }
  }

  private synchronized void release(Copy copy) {
    if (--copy.holders == 0) {
      held -= copy.version.bytes();
    }
    if (copies.get(copy.version) == copy) { // Which also makes it the most recently used.
      makeRoom();
    }
  }

  private void makeRoom() {
    Iterator<Copy> eldest = copies.values().iterator();
    while (bytes > limitBytes && eldest.hasNext()) {
      Copy copy = eldest.next();
      if (copy.holders == 0) {
        eldest.remove();
        bytes -= copy.version.bytes();
        folder.delete(copy.file.join());
      }
    }
  }

  private void warnOnce() {
    if (bytes > limitBytes && !warned) {
      warned = true;
      LOG.warn(
          "Vector blocks that are in use at once take {} bytes on local disk, more than {}={}"
              + " allows: the limit is exceeded",
          bytes,
          OPTION,
          limitBytes);
    }
  }
}
