package io.github.dejavubeam.pipelines;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;

/**
 * An RPC system that outlives the clusters that use it.
 *
 * @param system what it passes everything to
 */
record SharedRpcSystem(RpcSystem system) implements RpcSystem {

  @Override
  public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
    return system.localServiceBuilder(configuration);
  }

  @Override
  public RpcServiceBuilder remoteServiceBuilder(
      Configuration configuration, String externalAddress, String externalPortRange) {
    return system.remoteServiceBuilder(configuration, externalAddress, externalPortRange);
  }

  @Override
  public String getRpcUrl(
      String host,
      int port,
      String endpoint,
      AddressResolution resolution,
      Configuration configuration)
      throws UnknownHostException {
    return system.getRpcUrl(host, port, endpoint, resolution, configuration);
  }

  @Override
  public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
    return system.getInetSocketAddressFromRpcUrl(url);
  }

  @Override
  public long getMaximumMessageSizeInBytes(Configuration configuration) {
    return system.getMaximumMessageSizeInBytes(configuration);
  }

  /** Leaves it to the clusters to come. */
  @Override
  public void close() {}
}
