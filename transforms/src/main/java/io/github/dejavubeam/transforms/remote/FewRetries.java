package io.github.dejavubeam.transforms.remote;

import com.google.api.gax.retrying.BasicResultRetryAlgorithm;
import com.google.api.gax.retrying.ResultRetryAlgorithm;
import com.google.cloud.storage.StorageRetryStrategy;
import java.util.concurrent.atomic.AtomicInteger;

/** What is worth another try is tried again, but only so often in all. */
final class FewRetries implements StorageRetryStrategy {

  private static final long serialVersionUID = 1L;

  private final AtomicInteger left;

  FewRetries(int retries) {
    this.left = new AtomicInteger(retries);
  }

  @Override
  public ResultRetryAlgorithm<?> getIdempotentHandler() {
    return limited(StorageRetryStrategy.getDefaultStorageRetryStrategy().getIdempotentHandler());
  }

  @Override
  public ResultRetryAlgorithm<?> getNonidempotentHandler() {
    return limited(StorageRetryStrategy.getDefaultStorageRetryStrategy().getNonidempotentHandler());
  }

  private ResultRetryAlgorithm<Object> limited(ResultRetryAlgorithm<?> algorithm) {
    return new BasicResultRetryAlgorithm<>() {
      @Override
      public boolean shouldRetry(Throwable thrown, Object response) {
        return thrown != null && algorithm.shouldRetry(thrown, null) && left.getAndDecrement() > 0;
      }
    };
  }
}
