package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.dejavubeam.transforms.remote.CloudLease;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The lease that stands for a lock, as several runs see it. */
class CloudLeaseTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private CloudStorageServer server;

  @BeforeEach
  void start() throws IOException {
    server = new CloudStorageServer();
    CommandLine.parse(
        new Embed(),
        GoldenRuns.with(List.of("--input=x", "--output=x", "--model=x"), server.options()));
  }

  @AfterEach
  void stop() {
    assertEquals(List.of(), server.forget(), "faults that did not come true");
    server.close();
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  private static Optional<CloudLease> take(Duration period, Runnable lost) throws IOException {
    return CloudLease.take(CloudStorageServer.name("lease"), period, lost);
  }

  @Test
  void onlyOneHasItUntilItIsClosed() throws IOException {
    try (CloudLease lease = take(LONG, () -> {}).orElseThrow()) {
      assertNotNull(lease);
      assertTrue(take(LONG, () -> {}).isEmpty());
    }
    assertEquals(List.of(), server.objects().names());
    take(LONG, () -> {}).orElseThrow().close();
  }

  @Test
  void oneThatWasNotKeptForThreePeriodsIsAnyones() throws IOException {
    server.objects().put("lease", new byte[1]);
    server.objects().age("lease", LONG.multipliedBy(3).minusSeconds(30));
    assertTrue(take(LONG, () -> {}).isEmpty());
    server.objects().age("lease", LONG.multipliedBy(3).plusSeconds(1));
    take(LONG, () -> {}).orElseThrow().close();
  }

  @Test
  void aWriteWhoseAnswerWasLostIsKnownAgain() throws IOException {
    server.fail(CloudFault.LOST, 1, "POST /upload");
    take(LONG, () -> {}).orElseThrow().close();
    assertEquals(List.of(), server.objects().names());
  }

  @Test
  void whoDoesNotKeepItIsToldThatAnotherHasIt() throws Exception {
    CountDownLatch lost = new CountDownLatch(1);
    try (CloudLease lease = take(Duration.ofMillis(100), lost::countDown).orElseThrow()) {
      assertNotNull(lease);
      server.objects().put("lease", new byte[] {1}); // As another run would.
      assertTrue(lost.await(30, TimeUnit.SECONDS));
    }
    assertEquals(List.of("lease"), server.objects().names());
  }
}
