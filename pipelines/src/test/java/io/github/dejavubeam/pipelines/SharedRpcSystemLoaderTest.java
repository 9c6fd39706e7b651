package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.util.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One RPC system serves all embedded clusters of a process, one after the other. */
class SharedRpcSystemLoaderTest {

  private static final String NEEDED_BY_ENDING_THREADS =
      "org.apache.pekko.dispatch.MonitorableThreadFactory$PekkoForkJoinWorkerThread$$anon$3";

  @Test
  void aClusterThatEndsLeavesItToTheNext() throws Exception {
    RpcSystem first = RpcSystem.load(new Configuration());
    first.close();
    RpcSystem second = RpcSystem.load(new Configuration());
    assertSame(first, second);
    RpcService service = second.localServiceBuilder(new Configuration()).createAndStart();
    try {
      assertEquals(4, service.getScheduledExecutor().schedule(() -> 4, 0, TimeUnit.SECONDS).get());
    } finally {
      service.closeAsync().get();
    }
  }

  /** Threads of a cluster end while the process does, and load classes for it. */
  @Test
  void classesLoadAfterItsFileIsDeleted(@TempDir Path directory) throws Exception {
    RpcSystem system = SharedRpcSystemLoader.unpack(new Configuration(), directory);
    RpcService service = system.localServiceBuilder(new Configuration()).createAndStart();
    try {
      FileUtils.cleanDirectory(directory.toFile());
      Class.forName(NEEDED_BY_ENDING_THREADS, true, service.getClass().getClassLoader());
    } finally {
      service.closeAsync().get();
    }
  }
}
