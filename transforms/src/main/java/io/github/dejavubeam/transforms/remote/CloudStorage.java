package io.github.dejavubeam.transforms.remote;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import java.time.Duration;
import org.apache.beam.sdk.extensions.gcp.options.GcpOptions;
import org.apache.beam.sdk.extensions.gcp.options.GcsOptions;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/**
 * Google's own client of Cloud Storage, which does what Beam's file system does not: ranges at the
 * same time, generations, checksums, preconditions. It goes by the same options: {@code
 * --gcsEndpoint}, {@code --credentialFactoryClass}, {@code --gcsHttpRequestReadTimeout}.
 */
public final class CloudStorage {

  /** A request is tried so often, and a range is asked for again so often. */
  static final int ATTEMPTS = 8;

  /** Waits of 0.25, 0.5 ... 16 seconds, each with jitter: about half a minute in all. */
  private static final RetrySettings RETRIES =
      RetrySettings.newBuilder()
          .setMaxAttempts(ATTEMPTS)
          .setInitialRetryDelayDuration(Duration.ofMillis(250))
          .setRetryDelayMultiplier(2)
          .setMaxRetryDelayDuration(Duration.ofSeconds(16))
          .setTotalTimeoutDuration(Duration.ofMinutes(10))
          .build();

  private static CloudStorage process =
      new CloudStorage(PipelineOptionsFactory.as(GcsOptions.class), RETRIES);

  private final GcsOptions options;
  private final RetrySettings retries;
  private StorageOptions settings;
  private Storage client;

  CloudStorage(GcsOptions options, RetrySettings retries) {
    this.options = options;
    this.retries = retries;
  }

  /** The client of this process. */
  static synchronized CloudStorage ofProcess() {
    return process;
  }

  /** From now on the client of this process goes by these options. */
  static synchronized void follow(PipelineOptions options) {
    process = new CloudStorage(options.as(GcsOptions.class), RETRIES);
  }

  /** Not before it is needed, since looking for credentials may take seconds. */
  synchronized Storage client() {
    if (client == null) {
      client = settings().getService();
    }
    return client;
  }

  /**
   * A client that shares nothing with others but credentials. Within an object, the client would
   * ask again for the rest of a range as often as the connection is cut: this one gives up after
   * {@link #ATTEMPTS}.
   */
  Storage clientOfFewRetries() {
    return settings().toBuilder()
        .setStorageRetryStrategy(new FewRetries(ATTEMPTS - 1))
        .build()
        .getService();
  }

  private synchronized StorageOptions settings() {
    if (settings == null) {
      settings = newSettings();
    }
    return settings;
  }

  private StorageOptions newSettings() {
    Credentials credentials = options.as(GcpOptions.class).getGcpCredential();
    HttpTransportOptions.Builder transport = HttpTransportOptions.newBuilder();
    if (options.getGcsHttpRequestReadTimeout() != null) {
      transport.setReadTimeout(options.getGcsHttpRequestReadTimeout());
    }
    StorageOptions.Builder builder =
        StorageOptions.http()
            .setTransportOptions(transport.build())
            .setRetrySettings(retries)
            // Beam has none where there are none, or where the option says so.
            .setCredentials(
                credentials == null || !credentials.hasRequestMetadata()
                    ? NoCredentials.getInstance()
                    : credentials)
            // Only of use where buckets are listed or made; unset, it would be asked for.
            .setProjectId("none");
    if (options.getGcsEndpoint() != null) {
      builder.setHost(CloudEndpoint.host(options.getGcsEndpoint()));
    }
    return builder.build();
  }
}
