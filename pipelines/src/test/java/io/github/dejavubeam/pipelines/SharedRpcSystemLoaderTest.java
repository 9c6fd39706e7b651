package io.github.dejavubeam.pipelines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.junit.jupiter.api.Test;

/** One RPC system serves all embedded clusters of a process, one after the other. */
class SharedRpcSystemLoaderTest {

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
}
