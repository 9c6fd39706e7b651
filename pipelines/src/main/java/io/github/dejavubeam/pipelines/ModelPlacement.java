package io.github.dejavubeam.pipelines;

import io.github.dejavubeam.transforms.model.Device;
import io.github.dejavubeam.transforms.model.Placement;
import io.github.dejavubeam.transforms.onnx.CudaSettings;
import org.apache.beam.sdk.options.PipelineOptions;

/** Where the models of a run are computed, decided before it. */
final class ModelPlacement {

  private ModelPlacement() {}

  /**
   * The placement that {@code --device} asks for. Of Dataflow's workers only the options tell
   * whether they have a GPU; one that is not there ends the run when its first model is opened.
   *
   * @throws IllegalArgumentException if there is no such device, or CUDA cannot be used
   * @throws UsageException if workers lack what CUDA needs
   */
  static Placement of(PipelineOptions options, String device, CudaSettings settings) {
    Device asked = Device.of(device);
    if (!DataflowSettings.areOf(options)) {
      return asked.resolve(settings);
    }
    boolean cuda =
        asked == Device.CUDA || (asked == Device.AUTO && DataflowSettings.haveAccelerator(options));
    if (cuda) {
      DataflowSettings.requireCuda(options, "--device=" + device);
    }
    return cuda ? new Placement(Device.CUDA, settings) : Placement.CPU;
  }
}
