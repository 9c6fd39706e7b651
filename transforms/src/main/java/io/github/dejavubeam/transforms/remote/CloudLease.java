package io.github.dejavubeam.transforms.remote;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.StorageException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What stands for a lock on Google Cloud Storage, which has none: an object that its holder writes
 * anew again and again. One that was not written for three periods has lost its holder, and anybody
 * may take it. Only who knows its generation can write it, so of several that try one succeeds.
 */
public final class CloudLease implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(CloudLease.class);
  private static final int PERIODS = 3;
  private static final int PRECONDITION_FAILED = 412;

  private final Storage client;
  private final BlobId id;

  /** What it holds while it is ours; tells a write of ours whose answer was lost from another's. */
  private final byte[] token = UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);

  private final ScheduledExecutorService renewer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "lease of the output");
            thread.setDaemon(true);
            return thread;
          });

  /** Of what we wrote last; guarded by this, as the next is. */
  private long generation;

  private boolean held = true;

  private CloudLease(Storage client, BlobId id) {
    this.client = client;
    this.id = id;
  }

  /** Whether paths are on Google Cloud Storage, so that there can be a lease. */
  public static boolean isPossible(String path) {
    return CloudObject.isOne(path);
  }

  /**
   * Takes a lease and keeps it until it is closed.
   *
   * @param path of its object
   * @param period how often it is written anew
   * @param lost called, once, if somebody else has taken it, since it could not be kept
   * @return nothing if it is somebody else's
   * @throws IOException if Cloud Storage throws it
   */
  public static Optional<CloudLease> take(String path, Duration period, Runnable lost)
      throws IOException {
    CloudLease lease =
        new CloudLease(CloudStorage.ofProcess().client(), BlobId.fromGsUtilUri(path));
    try {
      if (!lease.taken(period.multipliedBy(PERIODS))) {
        return Optional.empty();
      }
    } catch (StorageException e) {
      throw new IOException(path + " cannot be written: " + e.getMessage(), e);
    }
    long millis = period.toMillis();
    Future<?> unused = // Shutting the executor down ends it.
        lease.renewer.scheduleAtFixedRate(
            () -> lease.renew(lost), millis, millis, TimeUnit.MILLISECONDS);
    return Optional.of(lease);
  }

  private synchronized boolean taken(Duration life) {
    Blob there = client.get(id);
    if (there != null && there.getUpdateTimeOffsetDateTime().plus(life).isAfter(now())) {
      return false;
    }
    OptionalLong written = write(there == null ? 0 : there.getGeneration());
    written.ifPresent(number -> generation = number);
    return written.isPresent();
  }

  /** By the clock of Cloud Storage, since ours may be wrong. */
  private OffsetDateTime now() {
    String name = id.getName() + "-" + new String(token, StandardCharsets.UTF_8);
    Blob probe =
        client.create(
            BlobInfo.newBuilder(id.getBucket(), name).build(), BlobTargetOption.doesNotExist());
    client.delete(probe.getBlobId());
    return probe.getUpdateTimeOffsetDateTime();
  }

  /** Writes the object if it has that generation, 0 if it is not there; returns its new one. */
  private OptionalLong write(long expected) {
    try {
      BlobInfo object = BlobInfo.newBuilder(id).build();
      return OptionalLong.of(
          client.create(object, token, BlobTargetOption.generationMatch(expected)).getGeneration());
    } catch (StorageException e) {
      if (e.getCode() != PRECONDITION_FAILED) {
        throw e;
      }
      Blob there = client.get(id);
      return there != null && Arrays.equals(there.getContent(), token)
          ? OptionalLong.of(there.getGeneration())
          : OptionalLong.empty();
    }
  }

  private synchronized void renew(Runnable lost) {
    try {
      OptionalLong written = write(generation);
      if (written.isPresent()) {
        generation = written.getAsLong();
      } else {
        held = false;
        renewer.shutdown();
        lost.run();
      }
    } catch (RuntimeException e) {
      // What is thrown from here would end the renewals, and nobody would hear of it.
      LOG.warn("{} could not be written; it is tried again", id.toGsUtilUri(), e);
    }
  }

  /** Lets others have it at once. */
  @Override
  public void close() {
    renewer.shutdown();
    synchronized (this) {
      if (held) {
        delete();
      }
    }
  }

  private void delete() {
    try {
      client.delete(id, BlobSourceOption.generationMatch(generation));
    } catch (StorageException e) {
      LOG.warn("{} could not be deleted; it ends by itself", id.toGsUtilUri(), e);
    }
  }
}
