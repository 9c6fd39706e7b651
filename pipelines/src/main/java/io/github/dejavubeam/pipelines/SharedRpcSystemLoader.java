package io.github.dejavubeam.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.rpc.RpcSystem;
import org.apache.flink.runtime.rpc.RpcSystemLoader;
import org.apache.flink.runtime.rpc.exceptions.RpcLoaderException;
import org.apache.flink.runtime.rpc.pekko.PekkoRpcSystemLoader;
import org.apache.flink.util.FileUtils;

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
        Path directory = temporaryDirectory(configuration);
        RpcSystem system = unpack(configuration, directory);
        // Closing it would take the classes away from threads of a cluster that still ends, and
        // Flink stops a process for an exception there.
        Runtime.getRuntime()
            .addShutdownHook(
                new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile()), "unpacked"));
        shared = new SharedRpcSystem(system);
      }
      return shared;
    }
  }

  /** Loads it from a copy in {@code directory}, which may be deleted afterwards. */
  static RpcSystem unpack(Configuration configuration, Path directory) {
    Configuration there = new Configuration(configuration);
    there.set(CoreOptions.TMP_DIRS, directory.toString());
    return new PekkoRpcSystemLoader().loadRpcSystem(there);
  }

  private static Path temporaryDirectory(Configuration configuration) {
    try {
      Path parent = Path.of(ConfigurationUtils.parseTempDirectories(configuration)[0]);
      if (!Files.isDirectory(parent)) {
        Files.createDirectories(parent);
      }
      return Files.createTempDirectory(parent, "dejavu-rpc");
    } catch (IOException e) {
      throw new RpcLoaderException("no temporary directory for Flink's RPC system", e);
    }
  }
}
