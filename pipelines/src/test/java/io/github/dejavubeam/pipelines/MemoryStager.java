package io.github.dejavubeam.pipelines;

import com.google.api.services.dataflow.model.DataflowPackage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.beam.runners.dataflow.util.PackageUtil.StagedFile;
import org.apache.beam.runners.dataflow.util.Stager;
import org.apache.beam.sdk.options.PipelineOptions;

/** Keeps what a Dataflow job would put into a bucket: small files by name, of others the path. */
public final class MemoryStager implements Stager {

  static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

  /** As Dataflow's runner makes one, by the name of its class. */
  public static MemoryStager fromOptions(PipelineOptions options) {
    return new MemoryStager();
  }

  @Override
  public List<DataflowPackage> stageFiles(List<StagedFile> files) {
    return files.stream()
        .map(
            file ->
                new DataflowPackage().setName(file.getDestination()).setLocation(file.getSource()))
        .toList();
  }

  @Override
  public DataflowPackage stageToFile(byte[] bytes, String name) {
    FILES.put(name, bytes);
    return new DataflowPackage().setName(name).setLocation("gs://bucket/" + name);
  }
}
