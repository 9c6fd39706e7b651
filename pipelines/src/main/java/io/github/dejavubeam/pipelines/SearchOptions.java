package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.vectors.BlockCache;
import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;
import org.apache.beam.sdk.options.PipelineOptions;

/** How neighbours are searched. */
public interface SearchOptions extends PipelineOptions {

  @Description(
      "What searches: vector, vector registers by Java's Vector API; brute, the same without the"
          + " filter that saves most comparisons of whole vectors; onnx, ONNX Runtime on the"
          + " processor; cuda, ONNX Runtime on a GPU; auto, vector where Java has it, else onnx."
          + " All find the same.")
  @Default.InstanceFactory(BenchRetrievalOptions.FirstEngine.class)
  String getEngine();

  void setEngine(String engine);

  @Description(
      "Bytes that each search task may hold for its queries and their neighbours. More bytes mean"
          + " that the public vectors are read less often.")
  @Default.Long(256L << 20)
  long getSearchMemory();

  void setSearchMemory(long bytes);

  @Description(
      "Bytes on local disk, in Java's temporary directory, that each worker process may hold copies"
          + " of vector blocks in that lie on a remote file system. Blocks that are in use at once"
          + " may exceed it.")
  @Default.Long(BlockCache.DEFAULT_BYTES)
  long getBlockCacheBytes();

  void setBlockCacheBytes(long bytes);
}
