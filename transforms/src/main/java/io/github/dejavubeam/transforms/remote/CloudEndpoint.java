package io.github.dejavubeam.transforms.remote;

import java.net.URI;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;

/**
 * Where Google Cloud Storage is asked, if not at its own address. Beam's file system wants the
 * address of the API, the storage client that of the host.
 */
public final class CloudEndpoint {

  private static final String SERVICE = "/storage/v1/";

  private CloudEndpoint() {}

  /**
   * Makes {@code --gcsEndpoint}, if it is given, what Beam's file system takes: the path of the API
   * is added where it is missing.
   *
   * @throws IllegalArgumentException naming the option if it is not {@code http(s)://HOST[:PORT]},
   *     with {@code /storage/v1/} or without
   */
  public static void complete(GcsOptions options) {
    String given = options.getGcsEndpoint();
    if (given != null) {
      options.setGcsEndpoint(host(given) + SERVICE);
    }
  }

  /** The host of an endpoint, such as {@code http://127.0.0.1:4443}. */
  static String host(String endpoint) {
    URI uri = URI.create(endpoint);
    String path = uri.getPath() == null || uri.getPath().isEmpty() ? "/" : uri.getPath();
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web
        || uri.getHost() == null
        || uri.getQuery() != null
        || !(path.equals("/") || (path + "/").startsWith(SERVICE))) {
      throw new IllegalArgumentException(
          "--gcsEndpoint=" + endpoint + ": give the address of the API, as in http://HOST:PORT");
    }
    return uri.getScheme() + "://" + uri.getAuthority();
  }
}
