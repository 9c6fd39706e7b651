package io.github.dejavubeam.transforms.scaling;

/**
 * What a stage of a study costs.
 *
 * @param name the stage
 * @param cpuSeconds processor time, all machines together
 * @param gpuSeconds time of GPUs, likewise; 0 without any
 * @param networkBytes what machines read from where the data lie, write there and send each other
 * @param storageBytes what it leaves in the output directory
 */
public record StageCost(
    String name, double cpuSeconds, double gpuSeconds, double networkBytes, double storageBytes) {

  /** Seconds that it takes if it has the machines to itself and they share the work evenly. */
  public double wallSeconds(Cluster cluster) {
    return Math.max(cpuWall(cluster), Math.max(gpuWall(cluster), networkWall(cluster)));
  }

  /** What it waits for: processors, GPUs or the network. */
  public String bottleneck(Cluster cluster) {
    double wall = wallSeconds(cluster);
    if (wall == cpuWall(cluster)) {
      return "processors";
    }
    return wall == gpuWall(cluster) ? "GPUs" : "network";
  }

  private double cpuWall(Cluster cluster) {
    return cpuSeconds / cluster.slots();
  }

  private double gpuWall(Cluster cluster) {
    return gpuSeconds == 0 ? 0 : gpuSeconds / cluster.workers() / cluster.gpus();
  }

  private double networkWall(Cluster cluster) {
    return networkBytes / cluster.workers() / cluster.networkBytesPerSecond();
  }
}
