package io.github.dejavubeam.transforms.remote;

import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.StorageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of Google Cloud Storage. What has another generation is another object.
 *
 * @param generation number of this version of the object
 * @param checksum CRC32C of its content, big-endian in base 64
 */
record CloudObject(String bucket, String name, long generation, long bytes, String checksum)
    implements RemoteFile {

  private static final String SCHEME = "gs://";

  private static final BlobField[] FIELDS = {
    BlobField.BUCKET, BlobField.NAME, BlobField.GENERATION, BlobField.SIZE, BlobField.CRC32C
  };

  static boolean isOne(String path) {
    return path.startsWith(SCHEME);
  }

  /** Looks at an object; throws as {@link RemoteFile#of} does. */
  static CloudObject of(String path) throws IOException {
    BlobId id = BlobId.fromGsUtilUri(path);
    Blob blob;
    try {
      blob = CloudStorage.ofProcess().client().get(id, BlobGetOption.fields(FIELDS));
    } catch (StorageException e) {
      throw new IOException(path + " cannot be looked at: " + e.getMessage(), e);
    }
    if (blob == null) {
      throw new FileNotFoundException(path + " is not there");
    }
    return of(blob);
  }

  /** Looks at the objects whose names begin with that of a folder, until they are too many. */
  static List<CloudObject> below(String folder, int limit) throws IOException {
    String bucket = folder.substring(SCHEME.length(), folder.indexOf('/', SCHEME.length()));
    String prefix = folder.substring(SCHEME.length() + bucket.length() + 1);
    Storage storage = CloudStorage.ofProcess().client();
    List<CloudObject> objects = new ArrayList<>();
    try {
      for (Blob blob :
          storage
              .list(bucket, BlobListOption.prefix(prefix), BlobListOption.fields(FIELDS))
              .iterateAll()) {
        if (!blob.getName().endsWith("/")) { // Which the console makes for empty folders.
          objects.add(of(blob));
        }
        if (objects.size() > limit) {
          break;
        }
      }
    } catch (StorageException e) {
      throw new IOException(folder + " cannot be listed: " + e.getMessage(), e);
    }
    return objects;
  }

  private static CloudObject of(Blob blob) {
    return new CloudObject(
        blob.getBucket(), blob.getName(), blob.getGeneration(), blob.getSize(), blob.getCrc32c());
  }

  @Override
  public String path() {
    return SCHEME + bucket + "/" + name;
  }

  @Override
  public String version() {
    return path() + "#" + generation + "#" + checksum;
  }

  /** Ranges of it at a time, and its checksum is compared. */
  @Override
  public void copyTo(Path target) throws IOException {
    new RangedDownload(CloudStorage.ofProcess(), this).to(target);
  }

  BlobId id() {
    return BlobId.of(bucket, name, generation);
  }
}
