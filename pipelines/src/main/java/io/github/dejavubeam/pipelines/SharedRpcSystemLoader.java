package io.github.dejavubeam.pipelines;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;

/**
 * What Flink's parts speak to each other by, loaded once in a process. Flink does so for every
 * embedded cluster: it unpacks 22 MB and loads and compiles 1,800 classes, a second for each study.
 * Flink finds this loader as a service.
 */
public final class SharedRpcSystemLoader implements RpcSystemLoader {

  private static SharedRpcSystem shared;

  /** Before Flink's own, which has 0. */
  @Override
  public int getLoadPriority() {
    return -1;
  }

  /** The process's, which goes when the process ends. */
  @Override
  public RpcSystem loadRpcSystem(Configuration configuration) {
    synchronized (SharedRpcSystemLoader.class) {
      if (shared == null) {
        RpcSystem system = new PekkoRpcSystemLoader().loadRpcSystem(configuration);
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "rpc-system"));
        shared = new SharedRpcSystem(system);
      }
      return shared;
    }
  }
}
